import { isReplaced, shown, unnamed } from './redact-names.ts'
import type { NameOf } from './redact-names.ts'

/** Header fields whose values are, or hold, credentials; in lower case. */
export const SECRET_HEADERS: ReadonlySet<string> = new Set([
  'authorization',
  'proxy-authorization',
  'cookie',
  'set-cookie',
])

/** The value of a header field as it may be shown: scheme, client_id, cookie names and attributes stay readable. */
export function redactHeader(name: string, value: string, nameOf: NameOf): string {
  const field = name.toLowerCase()
  if (field === 'cookie')
    return value
      .split(';')
      .map((pair) => redactCookie(pair, nameOf))
      .join(';')
  if (field === 'set-cookie') return redactSetCookie(value, nameOf)
  if (SECRET_HEADERS.has(field)) return redactAuthorization(field, value, nameOf)
  return value
}

function redactSetCookie(value: string, nameOf: NameOf): string {
  const [pair = '', ...attributes] = value.split(';')
  return [redactCookie(pair, nameOf), ...attributes].join(';')
}

function redactCookie(pair: string, nameOf: NameOf): string {
  const equals = pair.indexOf('=')
  if (equals < 0) return pair
  const value = pair.slice(equals + 1).trim()
  return pair.slice(0, equals + 1) + shown('cookie', value, nameOf)
}

function redactAuthorization(field: string, value: string, nameOf: NameOf): string {
  const { scheme = '', credentials = '' } = /^(?<scheme>\s*[\w-]+\s+)?(?<credentials>.*)$/s.exec(value)?.groups ?? {}
  if (isBasicShown(credentials)) return value
  return scheme + shown(field, credentials, nameOf)
}

// As written by redactBasic: the client_id, then the name of the secret.
function isBasicShown(credentials: string): boolean {
  return /^[\w.~!*'()%-]*:‹[^‹›]+›$/.test(credentials)
}

// At the start of a line the value runs to the line's end; elsewhere (a curl command, a sentence) a known scheme must follow.
const HEADER_LINE =
  /^(?<lead>[<>* \t]*)(?<name>authorization|proxy-authorization|cookie|set-cookie)(?<colon>:[ \t]*)(?<value>[^\r\n]+)/gim
const HEADER_IN_TEXT =
  /(?<name>(?:\b|(?<=\\[nr]))(?:proxy-)?authorization)(?<colon>:\s*)(?<value>(?:Basic|Bearer|DPoP)\s+[^\s"'\\<]+)/gi
const COOKIE_IN_TEXT = /(?<quote>["']|\\[nr])(?<name>cookie|set-cookie)(?<colon>:\s*)(?<value>[^"'\r\n\\]+)/gi

/** Redacts header fields written as lines or in a command, as in `-H 'authorization: Bearer …'`. */
export function redactHeaderLines(text: string, nameOf: NameOf): string {
  return text
    .replaceAll(HEADER_LINE, (_whole, lead: string, name: string, colon: string, value: string) => {
      return lead + name + colon + redactHeader(name, value, nameOf)
    })
    .replaceAll(HEADER_IN_TEXT, (_whole, name: string, colon: string, value: string) => {
      return name + colon + redactHeader(name, value, nameOf)
    })
    .replaceAll(COOKIE_IN_TEXT, (_whole, quote: string, name: string, colon: string, value: string) => {
      return quote + name + colon + redactHeader(name, value, nameOf)
    })
}

const BASIC = /\bBasic(?<space>\s+|%20|\+)(?<credentials>[A-Za-z0-9+/_-]{4,}={0,2})(?![\w+/=:.~%-])/gi

/**
 * Basic credentials anywhere in a text as `Basic client_id:‹client_secret#1›` (RFC 7617 section 2, RFC 6749 section
 * 2.3.1).
 */
export function redactBasic(text: string, nameOf: NameOf): string {
  return text.replaceAll(BASIC, (whole: string, space: string, credentials: string) => {
    const pair = readBasic(credentials)
    if (pair === undefined) return whole
    const name = pair.secret === '' ? '' : (nameOf(pair.secret) ?? unnamed('client_secret'))
    const id = isReplaced(pair.id) ? pair.id : encodeURIComponent(pair.id)
    return `${whole.slice(0, 5)}${space}${id}:${name}`
  })
}

/**
 * Client credentials of a Basic header, still form-encoded if they were; undefined when the base64 text holds no such
 * pair.
 */
export function readBasic(credentials: string): { id: string; secret: string } | undefined {
  const text = Buffer.from(credentials, 'base64').toString('utf8')
  const colon = text.indexOf(':')
  // oxlint-disable-next-line no-control-regex -- control characters and U+FFFD mean that this was no base64 of text
  if (colon < 0 || /[\u0000-\u001f\u007f\ufffd]/.test(text)) return undefined
  return { id: text.slice(0, colon), secret: text.slice(colon + 1) }
}
