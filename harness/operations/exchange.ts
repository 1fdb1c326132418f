import { randomUUID } from 'node:crypto'
import type { AuthorizeOptions, Change, Tokens } from '../context.ts'
import { readJwt } from '../evidence/redact-jwt.ts'
import { grantTypes } from '../target/roles.ts'
import { clientCredentials, token, userTokens } from './grants.ts'
import type { Pending } from './pending.ts'
import { introspect } from './about-token.ts'
import { signJwt, strangerKey, type Members } from './sign-jwt.ts'
import type { Surroundings } from './surroundings.ts'

/** Tokens to exchange: those of a user, got by the exchanging client itself where it can, else those of a client. */
export async function subjectToken(
  around: Surroundings,
  options: Pick<AuthorizeOptions, 'scope'> = {},
): Promise<Tokens> {
  const { target } = around
  const own = target.client('exchange')
  if (target.allows(own, 'authorization_code')) return userTokens(around, { ...options, client: own })
  if (target.has('authorization_code')) return userTokens(around, options)
  return clientCredentials(around, typeof options.scope === 'string' ? { set: { scope: options.scope } } : {}).tokens()
}

/** RFC 8693 section 2.1. */
export function exchange(around: Surroundings, subject: string, change: Change = {}): Pending {
  const grant = {
    grant_type: grantTypes.exchange,
    subject_token: subject,
    subject_token_type: 'urn:ietf:params:oauth:token-type:access_token',
    ...around.target.tokenExchange.parameters,
  }
  return token(around, around.target.client('exchange'), grant, change)
}

/** A JWT that looks like the token and that the server did not sign. */
export async function forgedToken(
  around: Surroundings,
  like: string,
  signature: 'none' | 'unknown key',
): Promise<string> {
  const { target } = around
  const jwt = readJwt(like)
  const told = jwt === undefined && target.has('introspection') ? (await introspect(around, like)).json : undefined
  const { active: _active, token_type: _type, ...known } = { ...told, ...jwt?.claims }
  const now = Math.floor(Date.now() / 1000)
  const user = target.users[0]?.username
  const usual = { iss: target.issuer, ...(user === undefined ? {} : { sub: user }) }
  const claims = { ...usual, ...known, iat: now, exp: now + 300, jti: randomUUID() }
  const { alg, ...header }: Members = { typ: 'JWT', ...jwt?.header }
  if (signature === 'none') return signJwt({ ...header, alg: 'none' }, claims, { secret: '' })
  const usable = typeof alg === 'string' && /^(?:[RP]S|ES|Ed)/.test(alg) ? alg : 'ES256'
  return signJwt({ ...header, alg: usable }, claims, { private: await strangerKey(usable) })
}
