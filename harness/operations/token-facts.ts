import { readJwt } from '../evidence/redact-jwt.ts'
import type { Answer } from '../http/answer.ts'
import { introspect } from './about-token.ts'
import type { Surroundings } from './surroundings.ts'

type Members = Readonly<Record<string, unknown>>

/** The claims of a JWT, unverified; undefined for any other token. */
export function claims(token: string): Members | undefined {
  return readJwt(token)?.claims
}

/** What the access token of an answer covers: by introspection, else its claims, else the answer; undefined when none tells. */
export async function scopeOf(around: Surroundings, answer: Answer): Promise<readonly string[] | undefined> {
  const token = answer.json?.['access_token']
  if (!answer.hasToken || typeof token !== 'string') return undefined
  return (await tokenScope(around, token)) ?? answer.scopes
}

/** What an access token covers: by introspection, else its claims; undefined when neither tells. */
export async function tokenScope(around: Surroundings, token: string): Promise<readonly string[] | undefined> {
  const told = around.target.has('introspection') ? (await introspect(around, token)).json : undefined
  const active = told?.['active'] === true ? told : undefined
  return scopesIn(active) ?? scopesIn(claims(token))
}

/** RFC 7662 and RFC 9068 name the member scope, Entra ID and Okta scp; some send a list instead of one string. */
function scopesIn(members: Members | undefined): readonly string[] | undefined {
  return listed(members?.['scope']) ?? listed(members?.['scp'])
}

function listed(value: unknown): readonly string[] | undefined {
  const parts: unknown[] | undefined =
    typeof value === 'string' ? value.split(' ') : Array.isArray(value) ? value : undefined
  return parts?.filter((part) => typeof part === 'string' && part !== '').map(String)
}
