import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http'
import { maskBody, maskHeaders, maskParameters, maskText } from './mask.ts'

/** Which rule refused a request: the OAuth error, and the explanation that is not part of the answer. */
export interface Refusal {
  readonly error: string
  readonly detail: string
}

/** What a request carried by name; a name that came several times has a list. */
export type Parameters = Readonly<Record<string, string | readonly string[]>>

/** Whether a redeemed code came with the verifier of its challenge (RFC 7636, section 4.6); `absent` when the code had no challenge. */
export type PkceOutcome = 'valid' | 'invalid' | 'absent'

/** What is written down about a request. */
export interface JournalFacts {
  /** Milliseconds since 1970, by the clock of the tenant, when the request came in. */
  readonly time: number
  /** Milliseconds it took to answer. */
  readonly duration?: number
  /** What the request came for, such as `token` or `authorization`; `other` for a path that nothing serves. */
  readonly endpoint: string
  readonly method: string
  /** The whole address, query included. */
  readonly url?: string
  readonly status: number
  /** Query and body together, decoded, as they were sent. */
  readonly parameters?: Parameters
  /** What of it came in the body; undefined when there was none to read. */
  readonly form?: Parameters | undefined
  /** `client_id`, also of a client that failed to prove it. */
  readonly client?: string
  /** Subject of the user the request was about. */
  readonly user?: string
  readonly grant?: string
  /** What was granted, else what was asked for; space-delimited. */
  readonly scope?: string
  readonly pkce?: PkceOutcome
  /** The OAuth error, of the answer or of the redirect. */
  readonly error?: string
  /** Which rule refused the request; never part of the answer. */
  readonly detail?: string
  /** What the answer handed out: `code`, `access_token`, `refresh_token`, `id_token`, `device_code`, `request_uri`, `client`. */
  readonly issued?: readonly string[]
  readonly requestHeaders?: IncomingHttpHeaders
  readonly responseHeaders?: OutgoingHttpHeaders
  /** The answer's JSON or text; texts beyond 64 KiB are cut. */
  readonly responseBody?: unknown
}

/** One request a tenant was asked and how it was answered. As an object it is what was sent; as JSON its secrets are masked. */
export class JournalEntry implements JournalFacts {
  /** Counts from 1 for each journal, and never again from 1. */
  declare readonly id: number
  declare readonly time: number
  declare readonly duration: number
  declare readonly endpoint: string
  declare readonly method: string
  declare readonly url: string
  declare readonly status: number
  declare readonly parameters: Parameters
  declare readonly form?: Parameters | undefined
  declare readonly client?: string
  declare readonly user?: string
  declare readonly grant?: string
  declare readonly scope?: string
  declare readonly pkce?: PkceOutcome
  declare readonly error?: string
  declare readonly detail?: string
  declare readonly issued: readonly string[]
  declare readonly requestHeaders: IncomingHttpHeaders
  declare readonly responseHeaders: OutgoingHttpHeaders
  declare readonly responseBody?: unknown

  constructor(id: number, facts: JournalFacts) {
    Object.assign(this, { id }, absent, facts)
  }

  /** Whether it was answered as asked: no OAuth error, and a status below 400. */
  get ok(): boolean {
    return this.error === undefined && this.status < 400
  }

  /** The entry with codes, tokens, secrets, passwords, verifiers and cookies masked: equal values have equal masks. */
  toJSON(): Record<string, unknown> {
    const facts: JournalFacts = this
    return {
      ...facts,
      ok: this.ok,
      url: maskText(this.url),
      parameters: maskParameters(this.parameters),
      ...(this.form ? { form: maskParameters(this.form) } : {}),
      requestHeaders: maskHeaders(this.requestHeaders),
      responseHeaders: maskHeaders(this.responseHeaders),
      ...(this.responseBody === undefined ? {} : { responseBody: maskBody(this.responseBody) }),
    }
  }
}

const absent = { duration: 0, url: '', parameters: {}, issued: [], requestHeaders: {}, responseHeaders: {} }
