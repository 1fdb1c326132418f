import { Answer, NoAnswer, type Sending, type SilenceKind } from './answer.ts'
import { Dead, isOurs, silence, UnusableAddress } from './silence.ts'
import type { Times, Transport } from './transport.ts'

/** One exchange as it happened, unredacted; stays in memory. */
export interface Recorded {
  readonly id: string
  readonly step: string
  readonly attempt: number
  readonly at: number
  readonly ms: number
  readonly request: Sending
  readonly response: { readonly status: number; readonly headers: Answer['headers']; readonly body: string } | undefined
  readonly failure: string | undefined
  /** What `ms` is made of, where an answer came. */
  readonly phases?: Phases
  /** The kind of the failure, where it is the network's or the server's. */
  readonly silence?: SilenceKind
}

/** Milliseconds until a request left, until its answer began, and until that was whole. */
export interface Phases {
  readonly blocked: number
  readonly wait: number
  readonly receive: number
}

/** A check's own line to the target: everything said on it is recorded under the step under way. */
export class Line {
  readonly exchanges: Recorded[] = []
  step = 'before'
  attempt = 1
  /** Whether an answer that speaks of load is what is looked for, and nothing is sent again because of it. */
  insists = false
  /** Milliseconds spent on letting servers rest. */
  rested = 0
  #pace: 'polite' | 'at once' = 'polite'
  readonly #transport: Transport

  constructor(transport: Transport) {
    this.#transport = transport
  }

  /**
   * Sends one request, and once more after a rest where the server says it is asked too much. Throws `NoAnswer` when no
   * complete answer comes, other errors for what HTTP cannot carry.
   */
  async send(sending: Sending): Promise<Answer> {
    const { rests } = this.#transport
    for (;;) {
      const rest = this.#hurries ? 0 : rests.before(sending.url)
      // Whether there is another request depends on the answer to the one before.
      // oxlint-disable-next-line no-await-in-loop
      if (rest > 0) await this.#rest(rest)
      // oxlint-disable-next-line no-await-in-loop
      const { answer, sentAt } = await this.#exchange(sending)
      const { status, headers } = answer
      const again = rests.hear(sending.url, { status, headers, sentAt })
      if (!again || this.#hurries) return answer
    }
  }

  get #hurries(): boolean {
    return this.insists || this.#pace === 'at once'
  }

  async #exchange(sending: Sending): Promise<{ readonly answer: Answer; readonly sentAt: number }> {
    const request = { ...sending, headers: this.#transport.outgoing(sending.headers) }
    const id = `x${this.exchanges.length + 1}`
    const { step, attempt } = this
    const entry = { id, step, attempt, request }
    const place =
      this.exchanges.push({ ...entry, at: Date.now(), ms: 0, response: undefined, failure: 'unfinished' }) - 1
    const started = performance.now()
    const at = Date.now()
    const elapsed = (): number => Math.round(performance.now() - started)
    try {
      const { times, ...response } = await this.#attempt(request)
      const ms = elapsed()
      const phases = phasesOf(times, started, ms)
      this.exchanges[place] = { ...entry, at, ms, response, failure: undefined, phases }
      return { answer: new Answer({ ...response, request, exchange: id, at: Date.now() }), sentAt: at }
    } catch (cause) {
      const { kind, message } = silence(cause, originOf(request.url))
      const failure = isOurs(cause) ? String(cause) : message
      this.exchanges[place] = { ...entry, at, ms: elapsed(), response: undefined, failure }
      if (isOurs(cause)) throw cause
      this.exchanges[place] = { ...entry, at, ms: elapsed(), response: undefined, failure, silence: kind }
      throw new NoAnswer(kind, message, { exchange: id, request, cause })
    }
  }

  /** Opens n connections to the origin of the URL by n harmless requests at once, which are not recorded. */
  async warm(url: string, n: number): Promise<void> {
    const sending: Sending = { method: 'OPTIONS', url, headers: this.#transport.outgoing([]) }
    await Promise.allSettled(Array.from({ length: n }, () => this.#transport.send(sending, 'at once')))
  }

  /** Runs the work with the target's pace ignored, so that its requests leave together. */
  async atOnce<T>(work: () => Promise<T>): Promise<T> {
    this.#pace = 'at once'
    try {
      return await work()
    } finally {
      this.#pace = 'polite'
    }
  }

  async #attempt(request: Sending) {
    if (!isHttp(request.url)) throw new UnusableAddress(request.url)
    if (this.#transport.down.has(originOf(request.url))) throw new Dead()
    if (!this.#hurries) this.#transport.rests.allow(request.url)
    return this.#transport.send(request, this.#pace)
  }

  async #rest(ms: number): Promise<void> {
    const started = performance.now()
    try {
      await this.#transport.rest(ms)
    } finally {
      this.rested += performance.now() - started
    }
  }
}

/** Rounded so that the sum is the whole. */
function phasesOf({ sent, answered }: Times, started: number, ms: number): Phases {
  const blocked = Math.round(sent - started)
  const begun = Math.round(answered - started)
  return { blocked, wait: begun - blocked, receive: ms - begun }
}

function isHttp(url: string): boolean {
  return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)
}

function originOf(url: string): string {
  return isHttp(url) ? new URL(url).origin : (url.split(/[?#]/, 1)[0] ?? '')
}
