import type { DescribedJwt } from '../../reports/model.ts'
import { unnamed } from './redact-names.ts'

/** A signed or unsecured JWT taken apart without any verification. */
export interface ReadJwt {
  header: Record<string, unknown>
  claims: Record<string, unknown>
}

/**
 * Reads header and claims of a JWT in compact form (RFC 7519 section 3); undefined for anything else, encrypted ones
 * included.
 */
export function readJwt(token: string): ReadJwt | undefined {
  const segments = token.split('.')
  if (segments.length !== 3) return undefined
  const header = jsonObject(segments[0])
  const claims = jsonObject(segments[1])
  return header && claims && { header, claims }
}

function jsonObject(segment = ''): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(segment, 'base64url').toString('utf8'))
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

// OpenID Connect Core 1.0 section 5.1, without what says nothing about one person (locale, zoneinfo, email_verified).
const PERSONAL_CLAIMS: ReadonlySet<string> = new Set(
  (
    'name given_name family_name middle_name nickname preferred_username profile picture website email gender birthdate ' +
    'phone_number address upn unique_name'
  ).split(' '),
)

/** What describeJwt asks of the registry. */
export interface JwtSecrets {
  nameOf(value: string): string | undefined
  redactDeep<T>(value: T): T
}

/**
 * A JWT as a report may show it: name, header and claims without signature, personal claims masked; undefined when it
 * is no signed JWT.
 */
export function describeJwt(token: string, secrets: JwtSecrets): DescribedJwt | undefined {
  const jwt = readJwt(token)
  if (jwt === undefined) return undefined
  const name = secrets.nameOf(token) ?? unnamed('jwt')
  return secrets.redactDeep({ name, header: withoutPersons(jwt.header), claims: withoutPersons(jwt.claims) })
}

function withoutPersons(value: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => {
      if (PERSONAL_CLAIMS.has(key.replace(/#.*$/, ''))) return [key, `‹personal:${key}›`]
      return [key, isObject(member) ? withoutPersons(member) : member]
    }),
  )
}
