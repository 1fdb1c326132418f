import { inQuotes } from './redact-quoted.ts'
import { shown, unnamed } from './redact-names.ts'
import type { NameOf } from './redact-names.ts'
import type { PairPattern } from './redact-quoted.ts'

const SEGMENT = String.raw`(?:[\w-]|‹[^‹›]{1,80}›)*`
// The base64 beginnings of a JSON object: {" and { with white space.
const JWT = new RegExp(String.raw`(?<![\w-])e(?:yJ|yA|wo|w0K)[\w-]${SEGMENT}\.${SEGMENT}(?:\.${SEGMENT}){0,3}`, 'g')

/** Replaces every JWT that is not registered: whoever holds one can use it, and its claims are about a person. */
export function redactJwts(text: string): string {
  return text.replaceAll(JWT, unnamed('jwt'))
}

const PEM = /-----BEGIN (?<label>[A-Z0-9 ]*PRIVATE KEY)-----.*?(?:-----END \k<label>-----|$)/gs

/** Replaces private keys in PEM form (RFC 7468). */
export function redactPem(text: string): string {
  return text.includes('PRIVATE KEY-----') ? text.replaceAll(PEM, unnamed('private_key')) : text
}

const FLAT_OBJECT = /\{[^{}]*\}/g
const JWK_MEMBERS: PairPattern = { keys: 'd|p|q|dp|dq|qi|k', separators: ':|%3A' }

/** Replaces the private and symmetric members of JWKs (RFC 7518 section 6). */
export function redactJwks(text: string, nameOf: NameOf): string {
  if (!text.includes('kty')) return text
  return text.replaceAll(FLAT_OBJECT, (object) =>
    object.includes('kty') ? inQuotes(object, JWK_MEMBERS, ({ key, value }) => shown(key, value, nameOf)) : object,
  )
}

const USER_INFO = /(?<lead>:\/\/[^\s/:@"'<>]*:)(?<password>[^\s/@"'<>]+)@/g

/** Replaces the password of an address that carries one (RFC 3986 section 3.2.1). */
export function redactUserInfo(text: string, nameOf: NameOf): string {
  return text.replaceAll(
    USER_INFO,
    (_whole, lead: string, password: string) => `${lead}${shown('password', password, nameOf)}@`,
  )
}
