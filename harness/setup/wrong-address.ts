import type { Answer } from '../http/answer.ts'
import { token } from '../operations/grants.ts'
import type { Surroundings } from '../operations/surroundings.ts'
import type { Client } from '../target/target.ts'
import type { Doubt } from './doubt.ts'

const fix = 'correct its address'

/** Whether an answer looks as if there were no token endpoint at its address: nothing, a page, or the way to another place. */
export function isElsewhere({ status, error, hasToken, json, mediaType }: Answer): boolean {
  if (error !== undefined || hasToken || json !== undefined) return false
  return isNothing(status) || (status >= 300 && status < 400) || (status === 200 && mediaType === 'text/html')
}

/**
 * Says that the target file puts the token endpoint where none is, when an answer to a client looks like it and so does
 * one to nobody. What the server's own metadata says wrongly is a fault of the server.
 */
export async function wrongTokenEndpoint(
  around: Surroundings,
  client: Client,
  plain: Answer,
): Promise<Doubt | undefined> {
  if (!around.target.stated.has('token_endpoint') || !isElsewhere(plain)) return undefined
  if (!isElsewhere(await token(around, client, {}, { auth: 'none' }))) return undefined
  const place = plain.header('location')
  const found = place === undefined ? plain.describe() : `${plain.describe()}, which leads to ${bare(place)}`
  const because = `there is no token endpoint at ${bare(plain.request.url)}: it answers ${found}`
  return { at: ['metadata', 'token_endpoint'], because, fix, sure: isNothing(plain.status) ? 'said' : 'guessed' }
}

/**
 * Says that the target file puts the authorization endpoint where none is, when a plain request ends there, or on a page that
 * asks for nothing; where it is right, `otherwise` is the remedy.
 */
export function wrongAuthorizationEndpoint(
  { metadata, stated }: Surroundings['target'],
  { status, url }: { readonly status: number; readonly url: string },
  otherwise: string,
): Doubt | undefined {
  const endpoint = metadata['authorization_endpoint']
  if (!stated.has('authorization_endpoint') || typeof endpoint !== 'string') return undefined
  const missing = isNothing(status) && bare(url) === bare(endpoint)
  if (!missing && status >= 400) return undefined
  const seen = missing ? `there is no authorization endpoint at ${bare(url)}` : notThere(bare(endpoint), bare(url))
  const correct = `${fix}, or where it is right ${otherwise}`
  const at = ['metadata', 'authorization_endpoint']
  return { at, because: `${seen}: status ${status}`, fix: correct, sure: 'guessed' }
}

const notThere = (endpoint: string, url: string): string =>
  `there seems to be no authorization endpoint at ${endpoint}, which gives a page that asks for nothing${endpoint === url ? '' : ` at ${url}`}`

/** Whether a status says that nothing is at an address, at least for this method. */
export const isNothing = (status: number): boolean => [404, 405, 410].includes(status)

const bare = (url: string): string => url.split(/[?#]/, 1)[0] ?? url
