import type { KoaContextWithOIDC } from '../provider/library.ts'
import type { Refusal } from '../journal.ts'
import type { WireReply } from './request.ts'

/** An answer about to be sent; everything may be changed. */
export class WireAnswer {
  readonly #ctx: KoaContextWithOIDC

  constructor(ctx: KoaContextWithOIDC) {
    this.#ctx = ctx
  }

  get status(): number {
    return this.#ctx.status
  }

  set status(status: number) {
    this.#ctx.status = status
  }

  header(name: string): string | undefined {
    const value = this.#ctx.res.getHeader(name)
    return value === undefined ? undefined : String(value)
  }

  /** Every line of a header that may stand several times. */
  headers(name: string): string[] {
    const value = this.#ctx.res.getHeader(name)
    return Array.isArray(value) ? value : value === undefined ? [] : [String(value)]
  }

  /** Sets a header, or removes it when the value is undefined. */
  setHeader(name: string, value: string | string[] | undefined): void {
    if (value === undefined) this.#ctx.remove(name)
    else this.#ctx.set(name, value)
  }

  /** The JSON object of the answer, live; undefined when the answer is something else. */
  get json(): Record<string, unknown> | undefined {
    const body: unknown = this.#ctx.body
    return isRecord(body) ? body : undefined
  }

  set json(json: Record<string, unknown> | undefined) {
    this.#ctx.body = json
  }

  get text(): string {
    const body: unknown = this.#ctx.body
    if (isRecord(body)) return JSON.stringify(body)
    return Buffer.isBuffer(body) ? body.toString() : typeof body === 'string' ? body : ''
  }

  /** Replaces the body and, unless `type` is given, keeps the media type. */
  setText(text: string, type?: string): void {
    const kept = this.header('content-type')
    this.#ctx.body = text
    const media = type ?? kept
    if (media !== undefined) this.#ctx.set('content-type', media)
  }

  /** Where the answer redirects to; undefined when it does not. */
  get location(): URL | undefined {
    const value = this.header('location')
    return value === undefined ? undefined : new URL(value, this.#ctx.href)
  }

  set location(url: URL | undefined) {
    if (url === undefined) this.#ctx.remove('location')
    else this.#ctx.redirect(url.href)
  }

  /** The error code of the answer, in its body or in its redirect. */
  get error(): string | undefined {
    const code = this.json?.['error'] ?? this.location?.searchParams.get('error')
    return typeof code === 'string' ? code : undefined
  }

  /** Which rule refused the request, in words that never leave the mock. */
  get refusal(): Refusal | undefined {
    return this.#ctx.state['refusal']
  }

  get client(): string | undefined {
    const oidc: KoaContextWithOIDC['oidc'] | undefined = this.#ctx.oidc
    return oidc?.client?.clientId
  }
}

/** Sends a reply in place of the provider's answer. */
export function send(reply: WireReply, ctx: KoaContextWithOIDC): void {
  ctx.status = reply.status
  ctx.body = reply.body ?? ''
  for (const [name, value] of Object.entries(reply.headers ?? {})) ctx.set(name, value)
}

/** Whether a body is a JSON object still to be written. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Buffer.isBuffer(value) && !('pipe' in value)
}
