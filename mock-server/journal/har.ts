import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http'
import { STATUS_CODES } from 'node:http'
import type { JournalEntry, Parameters } from './entry.ts'
import { maskBody, maskHeaders, maskParameters, maskText } from './mask.ts'
import type { JournalQuery } from './query.ts'

/** Which entries an archive holds, and whether it holds their secrets. */
export interface HarOptions {
  readonly query?: JournalQuery
  readonly secrets?: boolean
}

interface Pair {
  readonly name: string
  readonly value: string
}

/** One exchange of an archive; members that begin with `_` are the journal's own, as the format allows. */
export interface HarEntry {
  readonly startedDateTime: string
  readonly time: number
  readonly request: Readonly<Record<string, unknown>>
  readonly response: Readonly<Record<string, unknown>>
  readonly cache: Readonly<Record<string, never>>
  readonly timings: Readonly<Record<'send' | 'wait' | 'receive', number>>
  readonly _oauth: Readonly<Record<string, unknown>>
}

/** An HTTP Archive, version 1.2. */
export interface Har {
  readonly log: {
    readonly version: '1.2'
    readonly creator: { readonly name: string; readonly version: string }
    readonly entries: readonly HarEntry[]
  }
}

interface Shown {
  readonly url: string
  readonly form: Parameters | undefined
  readonly requestHeaders: IncomingHttpHeaders | OutgoingHttpHeaders
  readonly responseHeaders: IncomingHttpHeaders | OutgoingHttpHeaders
  readonly body: unknown
}

const bound = 64 * 1024

/** Makes an archive of journal entries. */
export function harOf(entries: readonly JournalEntry[], { secrets = false }: { readonly secrets?: boolean } = {}): Har {
  const creator = { name: 'oauth-assay', version: '1' }
  return { log: { version: '1.2', creator, entries: entries.map((entry) => harEntry(entry, secrets)) } }
}

function harEntry(entry: JournalEntry, secrets: boolean): HarEntry {
  const shown = secrets ? open(entry) : masked(entry)
  const { id, endpoint, client, user, grant, scope, pkce, issued, error, detail } = entry
  return {
    startedDateTime: new Date(entry.time).toISOString(),
    time: entry.duration,
    request: request(entry, shown),
    response: response(entry, shown),
    cache: {},
    timings: { send: 0, wait: entry.duration, receive: 0 },
    _oauth: { id, endpoint, client, user, grant, scope, pkce, issued, error, detail },
  }
}

function open({ url, form, requestHeaders, responseHeaders, responseBody: body }: JournalEntry): Shown {
  return { url, form, requestHeaders, responseHeaders, body }
}

function masked(entry: JournalEntry): Shown {
  return {
    url: maskText(entry.url),
    form: entry.form && maskParameters(entry.form),
    requestHeaders: maskHeaders(entry.requestHeaders),
    responseHeaders: maskHeaders(entry.responseHeaders),
    body: maskBody(entry.responseBody),
  }
}

function request({ method }: JournalEntry, { url, form, requestHeaders }: Shown): Record<string, unknown> {
  const query = url.includes('?') ? url.slice(url.indexOf('?') + 1) : ''
  const mimeType = String(requestHeaders['content-type'] ?? 'application/x-www-form-urlencoded')
  return {
    method,
    url,
    httpVersion: 'HTTP/1.1',
    cookies: [],
    headers: headers(requestHeaders),
    queryString: [...new URLSearchParams(query)].map(([name, value]) => ({ name, value })),
    ...(form && Object.keys(form).length > 0 ? { postData: postData(mimeType, form) } : {}),
    headersSize: -1,
    bodySize: Number(requestHeaders['content-length'] ?? 0),
  }
}

function postData(mimeType: string, form: Parameters): Record<string, unknown> {
  const text = mimeType.includes('json') ? JSON.stringify(form) : new URLSearchParams(tuples(form)).toString()
  return { mimeType, params: pairs(form), text }
}

function response({ status }: JournalEntry, { responseHeaders, body }: Shown): Record<string, unknown> {
  const text = textOf(body)
  return {
    status,
    statusText: STATUS_CODES[status] ?? '',
    httpVersion: 'HTTP/1.1',
    cookies: [],
    headers: headers(responseHeaders),
    content: { size: Buffer.byteLength(text), mimeType: String(responseHeaders['content-type'] ?? ''), text },
    redirectURL: responseHeaders['location'] ?? '',
    headersSize: -1,
    bodySize: -1,
  }
}

function headers(all: IncomingHttpHeaders | OutgoingHttpHeaders): Pair[] {
  return Object.entries(all).flatMap(([name, value]) =>
    value === undefined ? [] : [value].flat().map((one) => ({ name, value: String(one) })),
  )
}

function tuples(form: Parameters): [string, string][] {
  return Object.entries(form).flatMap(([name, value]) => [value].flat().map((one): [string, string] => [name, one]))
}

function pairs(form: Parameters): Pair[] {
  return tuples(form).map(([name, value]) => ({ name, value }))
}

function textOf(body: unknown): string {
  if (body === undefined || body === null) return ''
  return (typeof body === 'string' ? body : JSON.stringify(body)).slice(0, bound)
}
