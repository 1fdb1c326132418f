import type { IncomingMessage } from 'node:http'
import type { Parameters } from '../journal/entry.ts'
import type { KoaContextWithOIDC } from '../provider/library.ts'
import { isRecord } from './answer.ts'
import { readBefore } from './body.ts'

const bound = 64 * 1024

/** What a request carried in its query and in its body; undefined for what it had not, or what nobody read. */
export interface Sent {
  readonly query: Parameters | undefined
  readonly form: Parameters | undefined
}

/** The parameters as they came in, whatever a defect made of them. */
export function sentBy(ctx: KoaContextWithOIDC, req: IncomingMessage, search: string): Sent {
  return { query: search === '' ? undefined : fromForm(search.slice(1)), form: formOf(ctx, req) }
}

function formOf(ctx: KoaContextWithOIDC, req: IncomingMessage): Parameters | undefined {
  const text = readBefore(req)
  if (text === undefined) {
    const oidc: KoaContextWithOIDC['oidc'] | undefined = ctx.oidc
    return isRecord(oidc?.body) ? fromJson(oidc.body) : undefined
  }
  if (text === '') return undefined
  return req.headers['content-type']?.includes('json') ? fromJson(parsed(text)) : fromForm(text)
}

function fromForm(text: string): Parameters {
  const all: Record<string, string | string[]> = {}
  for (const [name, value] of new URLSearchParams(text)) {
    const before = all[name]
    all[name] = before === undefined ? cut(value) : [before, cut(value)].flat()
  }
  return all
}

function fromJson(json: unknown): Parameters | undefined {
  if (!isRecord(json)) return undefined
  const all: Record<string, string | string[]> = {}
  for (const name of Object.keys(json)) all[name] = valueOf(json[name])
  return all
}

function valueOf(value: unknown): string | string[] {
  if (typeof value === 'string') return cut(value)
  const texts = Array.isArray(value) && value.every((one) => typeof one === 'string')
  return texts ? value.map(cut) : cut(written(value))
}

function written(value: unknown): string {
  try {
    return JSON.stringify(value) ?? ''
  } catch {
    // Nested more deeply than anything can be written.
    return '…'
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** What of an answer the journal keeps: JSON as it is, text up to 64 KiB, of a stream nothing. */
export function kept(body: unknown): unknown {
  if (typeof body === 'string') return cut(body)
  if (Buffer.isBuffer(body)) return body.subarray(0, bound).toString()
  if (!isRecord(body)) return undefined
  if (!hasLongText(body)) return body
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [name, typeof value === 'string' ? cut(value) : value]),
  )
}

function hasLongText(body: Record<string, unknown>): boolean {
  for (const name in body) {
    const value = body[name]
    if (typeof value === 'string' && value.length > bound) return true
  }
  return false
}

// A slice would keep the whole text in memory.
function cut(text: string): string {
  return text.length > bound ? Buffer.from(text.slice(0, bound)).toString() : text
}
