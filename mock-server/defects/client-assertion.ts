import { createHmac, createPublicKey, createSecretKey, type KeyObject } from 'node:crypto'
import { compactVerify } from 'jose'
import type { JsonWebKeySet } from '../keys/keyring.ts'
import type { Client } from '../options.ts'
import type { Tenant } from '../tenant.ts'
import type { WireRequest } from '../wire/request.ts'

/** What of a request an assertion is read from. */
type Addressed = Pick<WireRequest, 'form' | 'tenant' | 'issuer'>

/** A client assertion taken apart (RFC 7523, section 3), with the registered client it is about; the claims may be changed. */
export interface Assertion {
  readonly tenant: Tenant
  /** The issuer it was sent to. */
  readonly issuer: string
  readonly client: Client
  readonly jwt: string
  readonly header: Readonly<Record<string, unknown>>
  readonly claims: Record<string, unknown>
}

/** The assertion in a request; undefined where there is none about a client of the tenant. */
export function readAssertion({ form, tenant, issuer }: Addressed): Assertion | undefined {
  const jwt = form.get('client_assertion') ?? ''
  const [header, claims] = jwt.split('.', 2).map(members)
  if (header === undefined || claims === undefined) return undefined
  const names = [form.get('client_id'), claims['sub'], claims['iss']]
  const client = names.map((name) => tenant.clients.find(String(name))).find((found) => found !== undefined)
  return client && { tenant, issuer, client, jwt, header, claims }
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
    return keySetOf(client).keys.map((key) => createPublicKey({ key: { ...key }, format: 'jwk' }))
  }
  return secret === undefined ? [] : [createSecretKey(Buffer.from(secret))]
}

/** The key set a client has registered; empty when it has none. */
export function keySetOf({ jwks }: Record<string, unknown>): JsonWebKeySet {
  return isKeySet(jwks) ? jwks : { keys: [] }
}

/** The algorithm a client is registered with. */
export function algorithmOf({ token_endpoint_auth_method: method, ...client }: Client): string {
  const registered = client['token_endpoint_auth_signing_alg']
  if (typeof registered === 'string') return registered
  return method === 'private_key_jwt' ? 'RS256' : 'HS256'
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
