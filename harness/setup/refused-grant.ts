import type { Answer } from '../http/answer.ts'

/**
 * Whether an answer says that the client may not use a grant: by the code for it, or in the words beside another code,
 * as servers have it that know one code for every refusal (RFC 6749 section 5.2).
 */
export function refusesGrant({ error, json, hasToken }: Answer): boolean {
  if (hasToken || error === undefined || ofServer.has(error)) return false
  if (error === 'unauthorized_client') return true
  const words = json?.['error_description']
  return typeof words === 'string' && aboutGrant.test(words) && aboutClient.test(words) && refusal.test(words)
}

/** What the server says of itself and not of the client. */
const ofServer: ReadonlySet<string> = new Set(['unsupported_grant_type', 'server_error', 'temporarily_unavailable'])

const aboutGrant = /\bgrant|client[_ -]credentials/i
const aboutClient = /\bclient\b(?![ -]credentials)|\bapplication\b/i
const refusal =
  /\bnot (?:be )?(?:allowed|authori[sz]ed|permitted|enabled|registered|configured)\b|\bunauthori[sz]ed\b|\bdisabled\b|\bforbidden\b/i
