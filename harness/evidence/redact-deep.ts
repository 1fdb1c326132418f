import { redactHeader, SECRET_HEADERS } from './redact-headers.ts'
import { isSecretKey, shownMember, shownParameter } from './redact-keys.ts'
import { shown } from './redact-names.ts'
import type { NameOf } from './redact-names.ts'

/** What walking a value needs: redaction of one text and the names of registered values. */
export interface DeepRedaction {
  redact(text: string): string
  nameOf: NameOf
}

/**
 * A copy of a plain JSON value in which every string, key and secret number is redacted; header pairs and HAR entries
 * count as keyed.
 */
export function redactValue(value: unknown, by: DeepRedaction): unknown {
  if (typeof value === 'string') return by.redact(value)
  if (typeof value === 'number') return by.nameOf(String(value)) ?? value
  if (Array.isArray(value))
    return isHeaderPair(value) ? redactPair(value, by) : value.map((item) => redactValue(item, by))
  if (!isPlain(value)) return value
  const { name, value: named } = value
  if (typeof name === 'string' && typeof named === 'string') {
    return { ...redactMembers(value, by), value: redactNamed(name, named, by) }
  }
  return redactMembers(value, by)
}

function redactMembers(value: Record<string, unknown>, by: DeepRedaction): Record<string, unknown> {
  const isJwk = typeof value['kty'] === 'string'
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => {
      const isSecret = isSecretKey(key) || (isJwk && PRIVATE_JWK_MEMBER.test(key))
      return [by.redact(key), redactMember(key, member, isSecret, by)]
    }),
  )
}

// RFC 7518 section 6.
const PRIVATE_JWK_MEMBER = /^(?:d|p|q|dp|dq|qi|k)$/

function redactMember(key: string, member: unknown, isSecret: boolean, by: DeepRedaction): unknown {
  if (isSecret && typeof member === 'number') return shown(key, String(member), by.nameOf)
  if (typeof member !== 'string') return redactValue(member, by)
  const redacted = by.redact(member)
  if (isSecret) return shown(key, redacted, by.nameOf)
  return shownMember(key, redactHeader(key, redacted, by.nameOf), by.nameOf)
}

/** A HAR header, cookie or posted parameter: `{ name, value }`. */
function redactNamed(name: string, value: string, by: DeepRedaction): string {
  return shownParameter(name, redactHeader(name, by.redact(value), by.nameOf), by.nameOf)
}

type HeaderPair = [string, string]

function redactPair([name, value]: HeaderPair, by: DeepRedaction): HeaderPair {
  return [name, redactHeader(name, by.redact(value), by.nameOf)]
}

function isHeaderPair(items: unknown[]): items is HeaderPair {
  const [name, value] = items
  return (
    items.length === 2 &&
    typeof value === 'string' &&
    typeof name === 'string' &&
    SECRET_HEADERS.has(name.toLowerCase())
  )
}

function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}
