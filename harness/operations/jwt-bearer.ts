import { randomUUID } from 'node:crypto'
import type { Change } from '../context.ts'
import { grantTypes } from '../target/roles.ts'
import { algorithmOf } from '../target/signing-algorithms.ts'
import { signingKey, type SigningKey } from '../target/signing-key.ts'
import { Blocked, NotApplicable } from '../verdict.ts'
import type { GrantAssertionChange } from './jwt-bearer-moves.ts'
import { token } from './grants.ts'
import type { Pending } from './pending.ts'
import { publicPart, spellingsOf } from './public-key.ts'
import { alteredJwt, signJwt, strangerKey, type Members, type Signer } from './sign-jwt.ts'
import type { Surroundings } from './surroundings.ts'

type At = Pick<Surroundings, 'target'>

/** How long an assertion is valid, seconds. */
const validity = 120

const unusableKey =
  'set-up: no key of the issuer of assertions can sign; give a whole private RSA, EC or OKP key (assertion.jwks)'

/** An assertion of the target's issuer, changed as a check asks (RFC 7523 section 3). */
export async function grantAssertion(around: At, change: GrantAssertionChange = {}): Promise<string> {
  const { key, header, claims } = draft(around, change)
  return signJwt(header, claims, key)
}

/** See `JwtBearerMoves.forgedGrantAssertions`. */
export async function forgedGrantAssertions(around: At): Promise<Readonly<Record<string, string>>> {
  const forged: Record<string, string> = {}
  const { key, header } = draft(around)
  const add = (about: string, change: Members, signer: Signer): void => {
    forged[`an assertion ${about}`] = signJwt({ ...header, ...change }, draft(around).claims, signer)
  }
  for (const alg of ['none', 'None', 'NONE']) add(`with alg ${alg}`, { alg }, key)
  const stranger = await strangerKey(header.alg)
  add('of an unknown key', {}, { private: stranger })
  add('of an unknown key that stands in its header', { jwk: publicPart(stranger) }, { private: stranger })
  for (const [what, secret] of Object.entries(spellingsOf(key.private))) {
    add(`under HS256 with ${what} as secret`, { alg: 'HS256' }, { secret })
  }
  return { ...forged, 'an assertion changed after signing': alteredJwt(await grantAssertion(around), 'claims') }
}

interface Draft {
  readonly key: SigningKey
  readonly header: Members & { readonly alg: string }
  readonly claims: Members
}

function draft({ target }: At, change: GrantAssertionChange = {}): Draft {
  const issuer = target.assertion
  if (issuer === undefined) throw new NotApplicable(target.lacking('jwt_bearer'))
  const key = signingKey(issuer)
  if (key === undefined) throw new Blocked(unusableKey)
  const now = Math.floor(Date.now() / 1000)
  const usual = { iss: issuer.issuer, sub: issuer.subject, aud: issuer.audience, iat: now, exp: now + validity }
  const all = { ...issuer.claims, ...usual, jti: randomUUID(), ...change.claims }
  const claims = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== null))
  const alg = algorithmOf(key)
  return { key, claims, header: { alg, typ: 'JWT', ...(key.kid === undefined ? {} : { kid: key.kid }) } }
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
