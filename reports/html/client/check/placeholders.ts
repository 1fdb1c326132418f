import type { Piece } from './shell-text.ts'

/** A variable to set before a command can be run, and the stable name whose value it wants. */
export interface Wanted {
  readonly variable: string
  readonly name: string
}

// Only names that the redactor gives. A server may write ‹aws_secret_access_key#1› into an address that a client calls next, and whoever
// pastes the command would send it what their own variable of that name holds.
const kinds: ReadonlySet<string> = new Set(
  (
    'access_token refresh_token id_token token code client_secret password cookie code_verifier state nonce device_code user_code ' +
    'auth_req_id registration_access_token request_uri assertion client_assertion logout_token request_object jarm_response ' +
    'dpop_proof key secret'
  ).split(' '),
)

const stable = /‹(?:(?<kind>[a-z_]{1,40})#(?<count>[1-9]\d{0,8})|(?<by>redacted|personal):(?<key>[\w.#-]{1,60}))›/g

/** Splits a redacted text into what is known and variables for what is not: `‹client_secret#1›` → CLIENT_SECRET, `‹code#52›` → CODE_52. */
export function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = []
  let from = 0
  for (const match of text.matchAll(stable)) {
    const variable = variableFor(match.groups ?? {})
    if (variable === undefined) continue
    pieces.push(text.slice(from, match.index), { variable })
    from = match.index + match[0].length
  }
  return [...pieces, text.slice(from)].filter((piece) => piece !== '')
}

/** The variables that texts want, each once, in order of first appearance. */
export function wantedIn(texts: readonly string[]): Wanted[] {
  const wanted = new Map<string, Wanted>()
  for (const match of texts.join('\n').matchAll(stable)) {
    const variable = variableFor(match.groups ?? {})
    if (variable !== undefined && !wanted.has(variable)) wanted.set(variable, { variable, name: match[0] })
  }
  return [...wanted.values()]
}

function variableFor({ kind, count, by, key }: Readonly<Partial<Record<string, string>>>): string | undefined {
  if (by !== undefined) return `${by}_${key ?? ''}`.toUpperCase().replaceAll(/\W/g, '_')
  if (kind === undefined || !kinds.has(kind)) return undefined
  return `${kind}${count === '1' ? '' : `_${count ?? ''}`}`.toUpperCase()
}
