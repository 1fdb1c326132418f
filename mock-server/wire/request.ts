import { IncomingMessage, type IncomingHttpHeaders } from 'node:http'
import { issuerOf, mountOf } from '../address/issuer.ts'
import type { KoaContextWithOIDC } from '../provider/library.ts'
import type { Tenant } from '../tenant.ts'
import { readText } from './body.ts'

/** An answer given instead of the provider's; an object body is sent as JSON. */
export interface WireReply {
  status: number
  headers?: Record<string, string>
  body?: string | Record<string, unknown>
}

/** A request as the provider will see it; everything but the endpoint may be changed. */
export class WireRequest {
  readonly tenant: Tenant
  readonly endpoint: string
  /** Whether its form was made of a JSON body. */
  readonly json: boolean
  /** The issuer it speaks to; the tenant's own unless that is taken from the request. */
  readonly issuer: string
  method: string
  /** Path below the issuer, without query. */
  path: string
  /** Whether the well-known part of the URL stood before the path of the issuer (RFC 8414, section 3.1). */
  readonly inserted: boolean
  readonly headers: IncomingHttpHeaders
  readonly query: URLSearchParams
  /** Notes of a defect to itself, for the length of this request. */
  readonly notes = new Map<string, unknown>()
  #text: string
  #form: { params: URLSearchParams; written: string } | undefined

  constructor(tenant: Tenant, endpoint: string, ctx: KoaContextWithOIDC, text: string) {
    this.tenant = tenant
    this.endpoint = endpoint
    this.json = ctx.state['json'] === true
    this.issuer = issuerOf(ctx)
    this.method = ctx.method
    this.path = ctx.path
    this.inserted = 'inserted' in ctx.req && ctx.req.inserted === true
    this.headers = ctx.req.headers
    this.query = new URLSearchParams(ctx.querystring)
    this.#text = text
  }

  /** The body as it stands. */
  get text(): string {
    if (this.#form && this.#form.params.toString() !== this.#form.written) return this.#form.params.toString()
    return this.#text
  }

  set text(text: string) {
    this.#text = text
    this.#form = undefined
  }

  /** The body as form parameters, live: a change is written back, an untouched body stays byte for byte. */
  get form(): URLSearchParams {
    if (!this.#form) {
      const params = new URLSearchParams(this.#text)
      this.#form = { params, written: params.toString() }
    }
    return this.#form.params
  }

  get grantType(): string | undefined {
    return this.form.get('grant_type') ?? undefined
  }

  /** The client a request names, in the Authorization header or in the body. */
  get clientId(): string | undefined {
    return this.basic?.id ?? this.form.get('client_id') ?? this.query.get('client_id') ?? undefined
  }

  /** The credentials of HTTP Basic, form-decoded (RFC 6749, section 2.3.1); undefined when there are none to read. */
  get basic(): { id: string; secret: string } | undefined {
    const encoded = /^basic (.+)$/i.exec(this.headers.authorization ?? '')?.[1]
    const match = encoded === undefined ? null : /^([^:]*):(.*)$/s.exec(Buffer.from(encoded, 'base64').toString())
    if (!match) return undefined
    const [id, secret] = [match[1], match[2]].map((part) => new URLSearchParams(`v=${part}`).get('v') ?? '')
    return { id: id ?? '', secret: secret ?? '' }
  }
}

/** Reads the whole request of a context. */
export async function readRequest(tenant: Tenant, endpoint: string, ctx: KoaContextWithOIDC): Promise<WireRequest> {
  return new WireRequest(tenant, endpoint, ctx, await readText(ctx.req))
}

/** Puts a request, edited or not, in the place of the one that came in. */
export function replay(request: WireRequest, ctx: KoaContextWithOIDC): void {
  const query = request.query.toString()
  const untouched = query === new URLSearchParams(ctx.querystring).toString() && request.path === ctx.path
  const url = untouched ? (ctx.req.url ?? '/') : `${request.path}${query && `?${query}`}`
  const body = request.text
  const req = new IncomingMessage(ctx.req.socket)
  Object.assign(req, { method: request.method, url, headers: request.headers, complete: true })
  Object.assign(req, { originalUrl: mountOf(request.issuer) + url, httpVersion: ctx.req.httpVersion })
  if (body || request.headers['content-length'] !== undefined || request.headers['transfer-encoding'] !== undefined) {
    request.headers['content-length'] = String(Buffer.byteLength(body))
  }
  delete request.headers['transfer-encoding']
  if (body) req.push(body)
  req.push(null)
  Object.assign(ctx, { req })
  Object.assign(ctx.request, { req })
  Object.assign(ctx.response, { req })
}
