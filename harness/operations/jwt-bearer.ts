import { createPublicKey, randomUUID } from 'node:crypto'
import type { Change } from '../context.ts'
import { grantTypes } from '../target/roles.ts'
import { NotApplicable } from '../verdict.ts'
import type { GrantAssertionChange } from './jwt-bearer-moves.ts'
import { token } from './grants.ts'
import type { Pending } from './pending.ts'
import { algorithmOf, signJwt, unknownKey, unsignedJwt, type Claims, type JsonWebKey } from './sign-jwt.ts'
import type { Surroundings } from './surroundings.ts'

/** How long an assertion is valid, seconds. */
const validity = 120

/** An assertion of the target's issuer, changed as a check asks (RFC 7523 section 3). */
export async function grantAssertion(
  { target }: Pick<Surroundings, 'target'>,
  change: GrantAssertionChange = {},
): Promise<string> {
  const issuer = target.assertion
  if (issuer === undefined) throw new NotApplicable(target.lacking('jwt_bearer'))
  const now = Math.floor(Date.now() / 1000)
  const usual = { iss: issuer.issuer, sub: issuer.subject, aud: issuer.audience, iat: now, exp: now + validity }
  const all = { ...issuer.claims, ...usual, jti: randomUUID(), ...change.claims }
  const claims = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== null))
  return signed(claims, issuer.key, change.signature)
}

/** RFC 7523 section 2.1, with the scope the client asks for elsewhere. */
export function jwtBearer(around: Surroundings, value: string | null, change: Change = {}): Pending {
  const client = around.target.client('assertion')
  const scope = client.scope?.split(' ')[0]
  const grant = {
    grant_type: grantTypes.assertion,
    ...(value === null ? {} : { assertion: value }),
    ...(scope === undefined ? {} : { scope }),
  }
  return token(around, client, grant, change)
}

async function signed(claims: Claims, key: JsonWebKey, forgery: GrantAssertionChange['signature']): Promise<string> {
  const header = typeof key['kid'] === 'string' ? { kid: key['kid'] } : {}
  if (forgery === 'none') return unsignedJwt(claims)
  if (forgery === 'unknown key') return signJwt(claims, await unknownKey(algorithmOf(key)), header)
  if (forgery === 'public key as secret') {
    const pem = createPublicKey({ key: { ...key }, format: 'jwk' }).export({ type: 'spki', format: 'pem' })
    return signJwt(claims, { kty: 'oct', alg: 'HS256', k: Buffer.from(pem).toString('base64url') }, header)
  }
  const right = await signJwt(claims, key, header)
  if (forgery === undefined) return right
  const [head, , signature] = right.split('.')
  const others = Buffer.from(JSON.stringify({ ...claims, jti: randomUUID() })).toString('base64url')
  return `${head}.${others}.${signature}`
}
