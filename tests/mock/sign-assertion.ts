import { randomUUID } from 'node:crypto'
import { importJWK, SignJWT, type JWK } from 'jose'
import { developmentIssuer } from '../../mock-server/keys/development-issuer.ts'
import type { Tenant } from '../../mock-server/index.ts'

/** An assertion of the issuer every tenant trusts, about alice, with claims replaced or, when undefined, left out. */
export async function signAssertion(
  { issuer }: Pick<Tenant, 'issuer'>,
  claims: Readonly<Record<string, unknown>> = {},
  key?: JWK,
): Promise<string> {
  const now = Math.floor(Date.now() / 1000)
  const usual = { iss: developmentIssuer.issuer, sub: 'alice', aud: issuer, iat: now, exp: now + 60, jti: randomUUID() }
  const [trusted = { kty: 'EC' }] = developmentIssuer.jwks.keys
  const all = Object.entries({ ...usual, ...claims }).filter(([, value]) => value !== undefined)
  return new SignJWT(Object.fromEntries(all))
    .setProtectedHeader({ alg: 'ES256' })
    .sign(await importJWK(key ?? trusted, 'ES256'))
}
