import { createHash } from 'node:crypto'
import { compactVerify, createLocalJWKSet, decodeJwt, type JWK, type JWTPayload } from 'jose'
import { errors, type Provider } from '../provider/library.ts'
import type { Tenant } from '../tenant.ts'
import type { GrantRule } from './rules.ts'

/** How far ahead an assertion may expire, seconds. */
const longest = 3600

const algorithms = ['RS256', 'PS256', 'ES256', 'EdDSA', 'Ed25519']

/** The claims of an assertion that a trusted issuer made for this tenant and that is used for the first time (RFC 7523, section 3). */
export async function readAssertion(provider: Provider, tenant: Tenant, assertion: string): Promise<JWTPayload> {
  const checks = (rule: GrantRule): boolean => !tenant.settings.unchecked.includes(rule)
  const claims = decoded(assertion)
  const { iss, aud, exp, jti = createHash('sha256').update(assertion).digest('base64url') } = claims
  const trusted = tenant.settings.trustedIssuers.find(({ issuer }) => issuer === iss)
  if (iss === undefined || !trusted) throw new errors.InvalidGrant('the assertion names no issuer that is trusted')
  if (checks('assertion signature')) await verify(assertion, trusted.jwks.keys)
  if (aud === undefined) throw new errors.InvalidGrant('the assertion has no aud')
  if (checks('assertion audience')) checkAudience(provider, aud)
  if (typeof exp !== 'number') throw new errors.InvalidGrant('the assertion has no exp')
  if (checks('assertion times')) checkTimes(claims, exp)
  if (checks('assertion replay')) {
    if (exp > now() + longest) throw new errors.InvalidGrant(`the assertion lives longer than ${longest} seconds`)
    if (!(await provider.ReplayDetection.unique(iss, jti, exp)))
      throw new errors.InvalidGrant('the assertion was used before')
  }
  return claims
}

function decoded(assertion: string): JWTPayload {
  try {
    return decodeJwt(assertion)
  } catch {
    throw new errors.InvalidGrant('the assertion is no JWT')
  }
}

async function verify(assertion: string, keys: readonly JWK[]): Promise<void> {
  try {
    await compactVerify(assertion, createLocalJWKSet({ keys: keys.map(publicPart) }), { algorithms })
  } catch {
    throw new errors.InvalidGrant('the assertion is not signed by a key of its issuer')
  }
}

function publicPart({ d: _d, p: _p, q: _q, dp: _dp, dq: _dq, qi: _qi, ...rest }: JWK): JWK {
  return rest
}

function checkAudience(provider: Provider, aud: string | string[]): void {
  const ours = [provider.issuer, new URL(provider.pathFor('token'), provider.issuer).href]
  if (![aud].flat().some((each) => ours.includes(each)))
    throw new errors.InvalidGrant('the assertion is for another audience')
}

function checkTimes({ nbf }: JWTPayload, exp: number): void {
  if (exp <= now()) throw new errors.InvalidGrant('the assertion has expired')
  if (nbf !== undefined && !(nbf <= now())) throw new errors.InvalidGrant('the assertion is not valid yet')
}

function now(): number {
  return Math.floor(Date.now() / 1000)
}
