import { readBasic } from './redact-headers.ts'
import { readFields } from './redact-fields.ts'
import { readJwt } from './redact-jwt.ts'
import { canonicalForm } from './redact-unescape.ts'
import { kindOfKey } from './kinds.ts'
import type { SecretKind } from './kinds.ts'

/** The parts of a recorded exchange in which secrets have known places; headers are pairs in the order of the wire. */
export interface LearnableExchange {
  request: { url: string; headers: readonly (readonly [string, string])[]; body?: string | undefined }
  response?: { headers: readonly (readonly [string, string])[]; body?: string | undefined } | undefined
}

/** Takes a secret; what is empty is ignored by the taker. */
export type Take = (kind: SecretKind, value: string) => void

/** Hands over every secret that stands in a known place of the exchange. */
export function learnExchange({ request, response }: LearnableExchange, take: Take): void {
  learnUrl(request.url, take)
  for (const [name, value] of request.headers) learnHeader(name, value, take)
  learnBody(request.body ?? '', take)
  for (const [name, value] of response?.headers ?? []) learnHeader(name, value, take)
  learnBody(response?.body ?? '', take)
}

function learnUrl(url: string, take: Take): void {
  const fragmentAt = url.indexOf('#')
  const query = fragmentAt < 0 ? url : url.slice(0, fragmentAt)
  if (query.includes('?')) learnForm(query.slice(query.indexOf('?') + 1), take)
  if (fragmentAt >= 0) learnForm(url.slice(fragmentAt + 1).replace(/^.*\?/, ''), take)
}

function learnForm(form: string, take: Take): void {
  const parameters = [...new URLSearchParams(form)]
  const hint = parameters.find(([key]) => key === 'token_type_hint')?.[1]
  for (const [key, value] of parameters) {
    const hinted = key === 'token' && (hint === 'access_token' || hint === 'refresh_token') ? hint : undefined
    learnParameter(hinted ?? key, value, take)
  }
}

function learnParameter(key: string, value: string, take: Take): void {
  const kind = kindOfKey(key)
  if (kind !== undefined && isSecretAs(kind, value)) take(kind, value)
  if (kind === 'jarm_response') learnJson(readJwt(value)?.claims, take, true)
  else if (/^[\w+.-]+:\/\/[^\s?#]*[?#]./.test(value)) learnUrl(value, take)
}

function isSecretAs(kind: SecretKind, value: string): boolean {
  // A request_uri under https is an address the client publishes; the pushed ones are credentials (RFC 9126 section 2.2).
  if (kind === 'request_uri') return !/^https?:/i.test(value)
  // Many things are called "request" and "response".
  if (kind === 'request_object' || kind === 'jarm_response') return /^[\w-]+(?:\.[\w-]*){2,4}$/.test(value)
  return true
}

function learnHeader(name: string, value: string, take: Take): void {
  const field = name.toLowerCase()
  if (field === 'location') learnUrl(value, take)
  else if (field === 'set-cookie') learnCookie(value.split(';')[0] ?? '', take)
  else if (field === 'cookie') for (const pair of value.split(';')) learnCookie(pair, take)
  else if (field === 'dpop') take('dpop_proof', value)
  else if (field === 'authorization' || field === 'proxy-authorization') learnAuthorization(value, take)
}

function learnCookie(pair: string, take: Take): void {
  const equals = pair.indexOf('=')
  if (equals > 0)
    take(
      'cookie',
      pair
        .slice(equals + 1)
        .trim()
        .replace(/^"(.*)"$/, '$1'),
    )
}

function learnAuthorization(value: string, take: Take): void {
  const [, scheme = '', credentials = ''] = /^\s*(\S+)\s+(.*?)\s*$/s.exec(value) ?? []
  if (/^(?:bearer|dpop)$/i.test(scheme)) take('access_token', credentials)
  if (!/^basic$/i.test(scheme)) return
  const secret = readBasic(credentials)?.secret ?? ''
  // The client may or may not have form-encoded it first (RFC 6749 section 2.3.1); both readings are kept from view.
  take('client_secret', new URLSearchParams(`secret=${secret.replaceAll('&', '%26')}`).get('secret') ?? '')
  take('client_secret', secret)
}

function learnBody(body: string, take: Take): void {
  const start = body.trimStart().charAt(0)
  if (start === '{' || start === '[') learnJson(parsed(body), take, false)
  else if (start === '<') learnFields(body, take)
  else if (/^[\w.%+-]+=/.test(body)) learnForm(body, take)
}

// A form_post answer or a login page; a field called "token" is a csrf field there.
function learnFields(html: string, take: Take): void {
  for (const { name, value } of readFields(html)) {
    if (name !== 'token') learnParameter(name, canonicalForm(value), take)
  }
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

/**
 * Walks a JSON value; `code` and `state` are error codes and addresses as often as not, so they count in OAuth
 * messages only.
 */
function learnJson(value: unknown, take: Take, isOAuth: boolean): void {
  if (typeof value !== 'object' || value === null) return
  if (Array.isArray(value)) {
    for (const item of value) learnJson(item, take, false)
    return
  }
  const here = isOAuth || 'grant_type' in value || 'redirect_uri' in value || 'token_type_hint' in value
  for (const [key, member] of Object.entries(value)) {
    if (typeof member === 'string' && (here || !/^(?:code|state|request|response|token)$/.test(key))) {
      learnParameter(key, member, take)
    } else learnJson(member, take, false)
  }
}
