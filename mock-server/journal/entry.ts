import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http'
import type { Explanation } from '../explain/explanation.ts'
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
  readonly duration?: number | undefined
  /** What the request came for, such as `token` or `authorization`; `other` for a path that nothing serves. */
  readonly endpoint: string
  readonly method: string
  /** The whole address, query included. */
  readonly url?: string | undefined
  /** 0 when a scripted answer broke the connection. */
  readonly status: number
  /** Query and body together, decoded, as they were sent. */
  readonly parameters?: Parameters | undefined
  /** What of it came in the body; undefined when there was none to read. */
  readonly form?: Parameters | undefined
  /** `client_id`, also of a client that failed to prove it. */
  readonly client?: string | undefined
  /** Subject of the user the request was about. */
  readonly user?: string | undefined
  readonly grant?: string | undefined
  /** What was granted, else what was asked for; space-delimited. */
  readonly scope?: string | undefined
  readonly pkce?: PkceOutcome | undefined
  /** The OAuth error, of the answer or of the redirect. */
  readonly error?: string | undefined
  /** Which rule refused the request; never part of the answer. */
  readonly detail?: string | undefined
  /** Which rule a refused request broke, and what to do about it. */
  readonly explanation?: Explanation | undefined
  /** The scripted answer that decided. */
  readonly scripted?: string | undefined
  /** What the answer handed out: `code`, `access_token`, `refresh_token`, `id_token`, `device_code`, `request_uri`, `client_id`. */
  readonly issued?: readonly string[] | undefined
  readonly requestHeaders?: IncomingHttpHeaders | undefined
  readonly responseHeaders?: OutgoingHttpHeaders | undefined
  /** The answer's JSON or text; texts beyond 64 KiB are cut. */
  readonly responseBody?: unknown
}

/** One request a tenant was asked and how it was answered. As an object it is what was sent; as JSON its secrets are masked. */
export class JournalEntry implements JournalFacts {
  /** Counts from 1 for each journal, and never again from 1. */
  readonly id: number
  readonly time: number
  readonly duration: number
  readonly endpoint: string
  readonly method: string
  readonly url: string
  readonly status: number
  readonly client: string | undefined
  readonly user: string | undefined
  readonly grant: string | undefined
  readonly scope: string | undefined
  readonly pkce: PkceOutcome | undefined
  readonly error: string | undefined
  readonly detail: string | undefined
  readonly explanation: Explanation | undefined
  readonly scripted: string | undefined
  readonly issued: readonly string[]
  readonly parameters: Parameters
  readonly form: Parameters | undefined
  readonly requestHeaders: IncomingHttpHeaders
  readonly responseHeaders: OutgoingHttpHeaders
  readonly responseBody: unknown

  // One assignment for each member: every entry has the same shape, which keeps writing one cheap.
  constructor(id: number, facts: JournalFacts) {
    this.id = id
    this.time = facts.time
    this.duration = facts.duration ?? 0
    this.endpoint = facts.endpoint
    this.method = facts.method
    this.url = facts.url ?? ''
    this.status = facts.status
    this.client = facts.client
    this.user = facts.user
    this.grant = facts.grant
    this.scope = facts.scope
    this.pkce = facts.pkce
    this.error = facts.error
    this.detail = facts.detail
    this.explanation = facts.explanation
    this.scripted = facts.scripted
    this.issued = facts.issued ?? []
    this.parameters = facts.parameters ?? {}
    this.form = facts.form
    this.requestHeaders = facts.requestHeaders ?? {}
    this.responseHeaders = facts.responseHeaders ?? {}
    this.responseBody = facts.responseBody
  }

  /** Whether it was answered as asked: no OAuth error, and a status below 400. */
  get ok(): boolean {
    return this.error === undefined && this.status < 400
  }

  /** The entry with codes, tokens, secrets, passwords, verifiers and cookies masked: equal values have equal masks. */
  toJSON(): Record<string, unknown> {
    return {
      ...Object.fromEntries(Object.entries(this)),
      ok: this.ok,
      url: maskText(this.url),
      parameters: maskParameters(this.parameters),
      form: this.form && maskParameters(this.form),
      requestHeaders: maskHeaders(this.requestHeaders),
      responseHeaders: maskHeaders(this.responseHeaders),
      responseBody: maskBody(this.responseBody),
    }
  }
}
