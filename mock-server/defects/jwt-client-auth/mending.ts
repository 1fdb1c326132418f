import type { KeyObject } from 'node:crypto'
import { createHmac, createPrivateKey, createPublicKey, createSecretKey } from 'node:crypto'
import { CompactSign, compactVerify } from 'jose'
import { developmentKeys } from '../../keys/development.ts'
import type { JsonWebKeySet } from '../../keys/keyring.ts'
import type { Client } from '../../options.ts'
import type { Tenant } from '../../tenant.ts'
import type { DefectHooks } from '../defect.ts'

/** A client assertion taken apart: claims and the registered client it is about may be changed. */
export interface Assertion {
  readonly tenant: Tenant
  readonly client: Client
  readonly jwt: string
  readonly header: Readonly<Record<string, unknown>>
  readonly claims: Record<string, unknown>
}

/**
 * A defect that overlooks one thing about client assertions: an assertion that is trusted is mended, signed anew with a key
 * of the mock and handed on, so that oidc-provider still judges everything else. Trusted are those that their client
 * signed, unless told otherwise.
 */
export function mending(
  mend: (assertion: Assertion) => void,
  trusts: (assertion: Assertion) => boolean | Promise<boolean> = isGenuine,
): Required<Pick<DefectHooks, 'options' | 'before'>> {
  return {
    options: (settings) => ({ ...settings, clients: settings.clients.map(withKeysOfTheMock) }),
    async before({ form, tenant }) {
      const assertion = readAssertion(form, tenant)
      if (assertion === undefined || !(await trusts(assertion))) return
      mend(assertion)
      form.set('client_assertion', await signed(assertion))
    },
  }
}

/** Now, in seconds since the epoch. */
export function seconds(): number {
  return Math.floor(Date.now() / 1000)
}

/** The assertion in a request; undefined where there is none about a client of the tenant. */
export function readAssertion(form: URLSearchParams, tenant: Tenant): Assertion | undefined {
  const jwt = form.get('client_assertion') ?? ''
  const [header, claims] = jwt.split('.', 2).map(members)
  if (header === undefined || claims === undefined) return undefined
  const names = [form.get('client_id'), claims['sub'], claims['iss']]
  const client = names.map((name) => tenant.clients.find(String(name))).find((found) => found !== undefined)
  return client && { tenant, client, jwt, header, claims }
}

/** Is it signed as its client is registered? */
export function isGenuine(assertion: Assertion): Promise<boolean> {
  return isSignedBy(assertion.client, assertion, [algorithmOf(assertion.client)])
}

/** Is it signed by a client, with one of these algorithms? */
export async function isSignedBy(by: Client, { jwt, header }: Assertion, algorithms: string[]): Promise<boolean> {
  if (!algorithms.includes(String(header['alg']))) return false
  const proofs = await Promise.allSettled(keysOf(by).map((key) => compactVerify(jwt, key, { algorithms })))
  return proofs.some(({ status }) => status === 'fulfilled')
}

/** Is it signed with this text as shared secret? */
export function isSealedWith(secret: string, { jwt }: Assertion): boolean {
  const end = jwt.lastIndexOf('.')
  return createHmac('sha256', secret).update(jwt.slice(0, end)).digest('base64url') === jwt.slice(end + 1)
}

/** The public keys a client has registered, or its secret. */
export function keysOf({ client_secret: secret, ...client }: Client): KeyObject[] {
  if (client.token_endpoint_auth_method === 'private_key_jwt') {
    return keySet(client['jwks']).keys.map((key) => createPublicKey({ key: { ...key }, format: 'jwk' }))
  }
  return secret === undefined ? [] : [createSecretKey(Buffer.from(secret))]
}

/** The algorithm a client is registered with. */
export function algorithmOf({ token_endpoint_auth_method: method, ...client }: Client): string {
  const registered = client['token_endpoint_auth_signing_alg']
  if (typeof registered === 'string') return registered
  return method === 'private_key_jwt' ? 'RS256' : 'HS256'
}

async function signed({ client, header, claims }: Assertion): Promise<string> {
  const alg = algorithmOf(client)
  const key = alg.startsWith('HS') ? keysOf(client)[0] : keyOfTheMock(alg.startsWith('ES') ? 'EC' : 'RSA')
  if (key === undefined) throw new Error(`Expected client ${client.client_id} to have a secret, got none. Add one.`)
  const kept = typeof header['typ'] === 'string' ? { typ: header['typ'] } : {}
  return new CompactSign(Buffer.from(JSON.stringify(claims))).setProtectedHeader({ ...kept, alg }).sign(key)
}

function keyOfTheMock(type: 'RSA' | 'EC'): KeyObject | undefined {
  const jwk = developmentKeys.keys.find(({ kty }) => kty === type)
  return jwk && createPrivateKey({ key: { ...jwk }, format: 'jwk' })
}

function withKeysOfTheMock(client: Client): Client {
  if (client.token_endpoint_auth_method !== 'private_key_jwt') return client
  const ours = (['RSA', 'EC'] as const).flatMap((type) => {
    const key = keyOfTheMock(type)
    return key === undefined ? [] : [createPublicKey(key).export({ format: 'jwk' })]
  })
  return { ...client, jwks: { keys: [...keySet(client['jwks']).keys, ...ours] } }
}

function keySet(value: unknown): JsonWebKeySet {
  return isKeySet(value) ? value : { keys: [] }
}

function isKeySet(value: unknown): value is JsonWebKeySet {
  return typeof value === 'object' && value !== null && 'keys' in value && Array.isArray(value.keys)
}

function members(part: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString())
    return typeof value === 'object' && value !== null ? { ...value } : undefined
  } catch {
    return undefined
  }
}
