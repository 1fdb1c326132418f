import { setTimeout as sleep } from 'node:timers/promises'

import { Agent, request, type Dispatcher } from 'undici'
import { version } from '../version.ts'
import type { HeaderPairs, Sending } from './answer.ts'
import { Gate } from './gate.ts'
import { readBody } from './read-body.ts'
import { Rests } from './rests.ts'
import { isAbsence, silence } from './silence.ts'

/** TLS as the target file asks for it: PEM of a private certificate authority, or no verification at all. */
export interface Tls {
  readonly ca?: string
  readonly insecure?: boolean
}

export interface TransportOptions {
  readonly concurrency: number
  readonly gap_ms: number
  readonly request_timeout_ms: number
  readonly max_body_bytes: number
  readonly headers: Readonly<Record<string, string>>
  readonly tls: Tls
  /** The longest rest a server is given when it speaks of load, seconds; 120 unless told. */
  readonly max_wait_s?: number
  /** Ends every rest. */
  readonly signal?: AbortSignal
}

/** Says who asks, so that whoever reads the logs of a server knows (RFC 9110 section 10.1.5). */
export const userAgent = `oauth-assay/${version} (conformance checks)`

/** Largest script or style sheet of a page that is read, bytes. */
const largestPart = 16 * 1024 * 1024

/** Largest head of an answer that is read, bytes: a redirect may carry back all of a long request, twice escaped. */
const largestHead = 768 * 1024

/** What came over the wire. */
export interface Raw {
  readonly status: number
  readonly headers: HeaderPairs
  readonly body: string
  readonly times: Times
}

/** Moments of an exchange by the clock of `performance`. */
export interface Times {
  /** When the request left: its turn had come, and there was a connection. */
  readonly sent: number
  /** When the answer began. */
  readonly answered: number
}

/** The connections to one target, shared by all its checks; never follows a redirect. */
export class Transport {
  readonly #agent: Agent
  readonly #gate: Gate
  readonly #options: TransportOptions
  /** When a server that speaks of load may be asked again. */
  readonly rests: Rests
  /** Origins found dead: nothing more is sent there. */
  readonly down = new Set<string>()

  constructor(options: TransportOptions) {
    this.#options = options
    this.rests = new Rests(1000 * (options.max_wait_s ?? 120))
    this.#gate = new Gate(options.concurrency, options.gap_ms)
    this.#agent = new Agent({
      maxHeaderSize: largestHead,
      headersTimeout: options.request_timeout_ms,
      bodyTimeout: options.request_timeout_ms,
      connect: {
        timeout: options.request_timeout_ms,
        rejectUnauthorized: options.tls.insecure !== true,
        ...(options.tls.ca === undefined ? {} : { ca: options.tls.ca }),
      },
    })
  }

  /** Sends at the pace the target's limits allow; `at once` ignores the pace, for races. */
  async send(sending: Sending, pace: 'polite' | 'at once' = 'polite'): Promise<Raw> {
    return pace === 'polite' ? this.#gate.through(() => this.#send(sending)) : this.#send(sending)
  }

  /** Waits while a server rests, milliseconds; rejects when the run is stopped. */
  async rest(ms: number): Promise<void> {
    const { signal } = this.#options
    await sleep(ms, undefined, signal === undefined ? {} : { signal })
  }

  /** Header lines a request really leaves with. */
  outgoing(headers: HeaderPairs): HeaderPairs {
    const named = new Set(headers.map(([name]) => name.toLowerCase()))
    const defaults = Object.entries({ 'user-agent': userAgent, ...this.#options.headers })
    return [...defaults.filter(([name]) => !named.has(name.toLowerCase())), ...headers]
  }

  /** Asks an origin for anything at all; one that gives no answer is not asked again. */
  async bury(origin: string): Promise<void> {
    if (this.down.has(origin)) return
    try {
      await this.#send({ method: 'GET', url: origin, headers: this.outgoing([]) })
    } catch (error) {
      if (isAbsence(silence(error, origin).kind)) this.down.add(origin)
    }
  }

  async close(): Promise<void> {
    await this.#agent.destroy()
  }

  async #send(sending: Sending): Promise<Raw> {
    const seen = { pairs: [] as HeaderPairs, sent: performance.now(), answered: 0 }
    const recording = this.#agent.compose(recorder(seen))
    const { statusCode, headers, body } = await request(sending.url, {
      dispatcher: recording,
      method: sending.method,
      headers: sending.headers.flat(),
      body: sending.bytes === true ? Buffer.from(sending.body ?? '', 'latin1') : (sending.body ?? null),
      signal: AbortSignal.timeout(this.#options.request_timeout_ms),
    })
    const encoding = headers['content-encoding']
    const limit =
      sending.part === true ? Math.max(largestPart, this.#options.max_body_bytes) : this.#options.max_body_bytes
    const type = String(headers['content-type'] ?? '')
    const text = await readBody(body, typeof encoding === 'string' ? encoding : undefined, limit, type)
    const { pairs, sent, answered } = seen
    return { status: statusCode, headers: pairs, body: text, times: { sent, answered } }
  }
}

/** What is seen of an exchange beside its answer. */
interface Seen {
  /** The header lines as they came: repeated names separate, spelling kept. */
  pairs: HeaderPairs
  sent: number
  answered: number
}

function recorder(seen: Seen): Dispatcher.DispatcherComposeInterceptor {
  return (dispatch) => (options, handler) =>
    dispatch(options, {
      ...bound(handler),
      onRequestStart(controller, context) {
        seen.sent = performance.now()
        handler.onRequestStart?.(controller, context)
      },
      onResponseStart(controller, status, headers, message) {
        seen.answered = performance.now()
        seen.pairs = pairsOf(controller.rawHeaders)
        handler.onResponseStart?.(controller, status, headers, message)
      },
    })
}

function bound(handler: Dispatcher.DispatchHandler): Dispatcher.DispatchHandler {
  return {
    onRequestUpgrade: (...args) => handler.onRequestUpgrade?.(...args),
    onResponseData: (...args) => handler.onResponseData?.(...args),
    onResponseEnd: (...args) => handler.onResponseEnd?.(...args),
    onResponseError: (...args) => handler.onResponseError?.(...args),
  }
}

function pairsOf(raw: unknown): HeaderPairs {
  if (!Array.isArray(raw)) return []
  const pairs: [string, string][] = []
  for (let i = 0; i + 1 < raw.length; i += 2) pairs.push([String(raw[i]), String(raw[i + 1])])
  return pairs
}
