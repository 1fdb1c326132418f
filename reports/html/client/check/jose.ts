import type { DescribedJwt, Exchange } from '../../../model.ts'

/** What a JWS or JWE in compact form says about itself; the signature is never part of it. */
export interface Decoded {
  /** Where it stands, as `Location` or `body`. */
  readonly where: string
  /** Its stable name where the report keeps only that. */
  readonly name: string | undefined
  readonly header: Readonly<Record<string, unknown>>
  /** Claims; undefined when they are encrypted or no JSON object. */
  readonly claims: Readonly<Record<string, unknown>> | undefined
}

/** A claim that is a time: seconds since 1970. */
const times: ReadonlySet<string> = new Set(['exp', 'iat', 'nbf', 'auth_time', 'updated_at', 'toe'])

// RFC 7515 section 7.1, RFC 7516 section 7.1; or a stable name, which may stand for one.
const candidates = /(?<![\w-])e(?:yJ|yA|wo|w0K)[\w-]*(?:\.[\w-]*){2,4}|‹(?:[a-z_]{1,40}#\d{1,9}|redacted:jwt)›/g

/** Most that is decoded of one text; a server may send thousands. */
const most = 20

type Message = Exchange['request'] | NonNullable<Exchange['response']>

/**
 * Every JWT in a message of an exchange, its address first, then headers, then body. Reports keep a stable name in place of a JWT, and
 * beside the exchanges what the JWT said; one that stands there as it was sent is taken apart.
 */
export function decodedIn(message: Message, described: readonly DescribedJwt[] = []): Decoded[] {
  const byName = new Map(described.map((jwt) => [jwt.name, jwt]))
  return placesOf(message)
    .flatMap(({ where, text }) => [...text.matchAll(candidates)].map(([token]) => ({ where, token })))
    .filter(({ token }) => byName.has(token) || !token.startsWith('‹'))
    .slice(0, most)
    .flatMap(({ where, token }) => {
      const known = byName.get(token)
      return known === undefined ? (takenApart(where, token) ?? []) : { ...known, where }
    })
}

function placesOf(message: Message): { where: string; text: string }[] {
  return [
    { where: 'address', text: 'url' in message ? message.url : '' },
    ...message.headers.map(([where, text]) => ({ where, text })),
    { where: 'body', text: message.body?.text ?? '' },
  ]
}

function takenApart(where: string, token: string): Decoded | undefined {
  const segments = token.split('.')
  const header = objectIn(segments[0])
  if (header === undefined || (segments.length !== 3 && segments.length !== 5)) return undefined
  return { where, name: undefined, header, claims: segments.length === 3 ? objectIn(segments[1]) : undefined }
}

function objectIn(segment = ''): Record<string, unknown> | undefined {
  try {
    const binary = atob(segment.replaceAll('-', '+').replaceAll('_', '/'))
    const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0))
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
    return isRecord(value) ? value : undefined
  } catch {
    return undefined
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The UTC time that a claim stands for, or undefined when it is none (RFC 7519 section 2, NumericDate). */
export function timeOf(claim: string, value: unknown): string | undefined {
  if (!times.has(claim) || typeof value !== 'number') return undefined
  const date = new Date(value * 1000)
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString().replace('.000Z', 'Z')
}
