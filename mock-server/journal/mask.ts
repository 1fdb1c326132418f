import { createHash } from 'node:crypto'
import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http'
import type { Parameters } from './entry.ts'

/** One-time and bearer values: long and random, so a short digest tells them apart and gives nothing away. */
const random = new Set([
  'access_token',
  'actor_token',
  'assertion',
  'client_assertion',
  'code',
  'code_verifier',
  'device_code',
  'id_token',
  'id_token_hint',
  'logout_token',
  'refresh_token',
  'registration_access_token',
  'response',
  'subject_token',
  'token',
])

/** What people choose or type: a digest could be guessed back. */
const chosen = new Set(['client_secret', 'password', 'user_code', 'xsrf', 'new_password'])

const cookies = new Map([
  ['cookie', /([^=;\s]+)=[^;]*/g],
  ['set-cookie', /^([^=;]+)=[^;]*/],
])
const names = [...random, ...chosen].join('|')
const inText = new RegExp(`\\b(${names})=([^&"'\\s<>;]+)`, 'g')
const inMarkup = new RegExp(`(name="(${names})"[^>]*\\bvalue=")([^"]*)`, 'g')
const jwt = /\beyJ[\w-]+\.[\w-]*(?:\.[\w-]*)+/g

/** Puts a mask such as `‹code 3fa9c2›` in place of a secret value; in anything else only what looks like a secret. */
export function maskValue(name: string, value: string): string {
  if (chosen.has(name)) return `‹${name}›`
  if (random.has(name)) return named(name, value)
  return maskText(value)
}

export function maskParameters(parameters: Parameters): Parameters {
  const masked = Object.entries(parameters).map(([name, value]) => [
    name,
    typeof value === 'string' ? maskValue(name, value) : value.map((one) => maskValue(name, one)),
  ])
  return Object.fromEntries(masked)
}

export function maskHeaders(headers: IncomingHttpHeaders | OutgoingHttpHeaders): Record<string, string | string[]> {
  const masked = Object.entries(headers)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => [
      name,
      Array.isArray(value) ? value.map((one) => header(name, one)) : header(name, String(value)),
    ])
  return Object.fromEntries(masked)
}

/** Masks the members of a JSON body that hold secrets, or what looks like them in a text. */
export function maskBody(body: unknown, name = ''): unknown {
  if (typeof body === 'string') return maskValue(name, body)
  if (Array.isArray(body)) return body.map((one) => maskBody(one, name))
  if (typeof body !== 'object' || body === null) return body
  return Object.fromEntries(Object.entries(body).map(([member, value]) => [member, maskBody(value, member)]))
}

/** Masks what looks like a secret in an address, a page or any other text. */
export function maskText(text: string): string {
  return text
    .replace(inMarkup, (_, before: string, name: string, value: string) => before + maskValue(name, value))
    .replace(inText, (_, name: string, value: string) => `${name}=${maskValue(name, decoded(value))}`)
    .replace(jwt, (found) => named('jwt', found))
}

function header(name: string, value: string): string {
  const cookie = cookies.get(name)
  if (cookie) return value.replace(cookie, '$1=‹cookie›')
  if (name !== 'authorization') return maskText(value)
  const [scheme = '', credentials = ''] = value.split(' ')
  if (scheme.toLowerCase() !== 'basic') return `${scheme} ${named('access_token', credentials)}`
  const [client] = Buffer.from(credentials, 'base64').toString().split(':')
  return `${scheme} ${client ?? ''}:‹client_secret›`
}

function named(name: string, value: string): string {
  return `‹${name} ${createHash('sha256').update(value).digest('hex').slice(0, 6)}›`
}

/** The same secret has the same mask in an address and in a form. */
function decoded(value: string): string {
  try {
    return decodeURIComponent(value.replaceAll('+', ' '))
  } catch {
    return value
  }
}
