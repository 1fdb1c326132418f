import { createPublicKey, randomUUID } from 'node:crypto'
import type { Change } from '../context.ts'
import { grantTypes } from '../target/roles.ts'
import { algorithmOf } from '../target/signing-algorithms.ts'
import { signingKey, type SigningKey } from '../target/signing-key.ts'
import { Blocked, NotApplicable } from '../verdict.ts'
import type { GrantAssertionChange } from './jwt-bearer-moves.ts'
import { token } from './grants.ts'
import type { Pending } from './pending.ts'
import { alteredJwt, signJwt, strangerKey, type Members } from './sign-jwt.ts'
import type { Surroundings } from './surroundings.ts'

/** How long an assertion is valid, seconds. */
const validity = 120

const unusableKey =
  'set-up: no key of the issuer of assertions can sign; give a whole private RSA, EC or OKP key (assertion.jwks)'

/** An assertion of the target's issuer, changed as a check asks (RFC 7523 section 3). */
export async function grantAssertion(
  { target }: Pick<Surroundings, 'target'>,
  change: GrantAssertionChange = {},
): Promise<string> {
  const issuer = target.assertion
  if (issuer === undefined) throw new NotApplicable(target.lacking('jwt_bearer'))
  const key = signingKey(issuer)
  if (key === undefined) throw new Blocked(unusableKey)
  const now = Math.floor(Date.now() / 1000)
  const usual = { iss: issuer.issuer, sub: issuer.subject, aud: issuer.audience, iat: now, exp: now + validity }
  const all = { ...issuer.claims, ...usual, jti: randomUUID(), ...change.claims }
  const claims = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== null))
  return signed(claims, key, change.signature)
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

async function signed(claims: Members, key: SigningKey, forgery: GrantAssertionChange['signature']): Promise<string> {
  const alg = algorithmOf(key)
  const header = { alg, typ: 'JWT', ...(key.kid === undefined ? {} : { kid: key.kid }) }
  switch (forgery) {
    case undefined:
      return signJwt(header, claims, key)
    case 'none':
      return signJwt({ alg: 'none', typ: 'JWT' }, claims, key)
    case 'unknown key':
      return signJwt(header, claims, { ...key, private: await strangerKey(alg) })
    case 'public key as secret': {
      const secret = createPublicKey(key.private).export({ type: 'spki', format: 'pem' })
      return signJwt({ ...header, alg: 'HS256' }, claims, { secret })
    }
    case 'other claims':
      return alteredJwt(signJwt(header, claims, key), 'claims')
  }
}
