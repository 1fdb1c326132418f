import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto'
import { CompactSign } from 'jose'
import { developmentKeys } from '../keys/development.ts'
import type { Client } from '../options.ts'
import { algorithmOf, isSignedBy, keySetOf, keysOf, readAssertion, type Assertion } from './client-assertion.ts'
import type { DefectHooks } from './defect.ts'

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
    async before({ form, tenant, issuer }) {
      const assertion = readAssertion({ form, tenant, issuer })
      if (assertion === undefined || !(await trusts(assertion))) return
      mend(assertion)
      const signed = await sign(assertion)
      if (signed !== undefined) form.set('client_assertion', signed)
    },
  }
}

/** Now, in seconds since the epoch. */
export function seconds(): number {
  return Math.floor(Date.now() / 1000)
}

function isGenuine(assertion: Assertion): Promise<boolean> {
  return isSignedBy(assertion.client, assertion, [algorithmOf(assertion.client)])
}

/** Signed as its client is registered; undefined where the mock has no key for that. */
async function sign({ client, header, claims }: Assertion): Promise<string | undefined> {
  const alg = algorithmOf(client)
  const key = alg.startsWith('HS')
    ? keysOf(client)[0]
    : keysOfTheMock().find(({ algorithms }) => algorithms.test(alg))?.key
  const kept = typeof header['typ'] === 'string' ? { typ: header['typ'] } : {}
  if (key === undefined) return undefined
  return new CompactSign(Buffer.from(JSON.stringify(claims))).setProtectedHeader({ ...kept, alg }).sign(key)
}

function keysOfTheMock(): { readonly key: KeyObject; readonly algorithms: RegExp }[] {
  return developmentKeys.keys.map((jwk) => ({
    key: createPrivateKey({ key: { ...jwk }, format: 'jwk' }),
    algorithms: jwk.kty === 'RSA' ? /^[RP]S/ : /^ES256$/,
  }))
}

function withKeysOfTheMock(client: Client): Client {
  if (client.token_endpoint_auth_method !== 'private_key_jwt') return client
  const ours = keysOfTheMock().map(({ key }) => createPublicKey(key).export({ format: 'jwk' }))
  return { ...client, jwks: { keys: [...keySetOf(client).keys, ...ours] } }
}
