import type { Answer } from '../http/answer.ts'

/**
 * Whether an answer says that the client may not use a grant: by the code for it, or in the words beside another code,
 * as servers have it that know one code for every refusal (RFC 6749 section 5.2).
 */
export function refusesGrant(answer: Answer): boolean {
  return refuses(answer, aboutGrant)
}

/** The same where the request brought something made up: words about that are about a grant too, but not about its type. */
export function refusesGrantType(answer: Answer): boolean {
  return refuses(answer, aboutGrantType)
}

function refuses({ error, json, hasToken }: Answer, about: RegExp): boolean {
  if (hasToken || error === undefined || ofServer.has(error)) return false
  if (error === 'unauthorized_client') return true
  const words = json?.['error_description']
  return typeof words === 'string' && about.test(words) && aboutClient.test(words) && refusal.test(words)
}

/** What the server says of itself and not of the client. */
const ofServer: ReadonlySet<string> = new Set(['unsupported_grant_type', 'server_error', 'temporarily_unavailable'])

const aboutGrant = /\bgrant|client[_ -]credentials/i
const aboutGrantType = /\bgrant[ _-]?types?\b/i
const aboutClient = /\bclient\b(?![ -]credentials)|\bapplication\b/i
const refusal =
  /\bnot (?:be )?(?:allowed|authori[sz]ed|permitted|enabled|registered|configured)\b|\bunauthori[sz]ed\b|\bdisabled\b|\bforbidden\b/i
