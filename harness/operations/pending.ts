import type { Asked, Tokens } from '../context.ts'
import { type Answer, NoAnswer } from '../http/answer.ts'
import type { Client } from '../target/target.ts'
import { Blocked } from '../verdict.ts'

/** A request under way; see `Asked`. Sent at once, awaited when the check wants the answer. */
export class Pending implements Asked {
  readonly #answer: Promise<Answer>
  readonly #client: Client
  readonly #late: (answer: Answer) => boolean

  /** `late` tells whether what was redeemed may have expired on the way, so that a refusal says nothing. */
  constructor(answer: Promise<Answer>, client: Client, late: (answer: Answer) => boolean = () => false) {
    this.#answer = answer
    this.#client = client
    this.#late = late
    // A rejection surfaces where the answer is awaited; without a handler here a race would report it twice.
    answer.catch(() => undefined)
  }

  // oxlint-disable-next-line unicorn/no-thenable -- awaiting the request is the point
  then<A = Answer, B = never>(
    done?: ((answer: Answer) => A | PromiseLike<A>) | null,
    failed?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    return this.#answer.then(done, failed)
  }

  /** The same request; its answer is looked at before anybody gets it. */
  heard(look: (answer: Answer) => void): Pending {
    const answer = this.#answer.then((each) => {
      look(each)
      return each
    })
    return new Pending(answer, this.#client, this.#late)
  }

  async tokens(): Promise<Tokens> {
    const answer = await this.#answer
    return readTokens(answer, this.#client, this.#late(answer))
  }

  async outcome(): Promise<Answer | NoAnswer> {
    try {
      return await this.#answer
    } catch (error) {
      if (error instanceof NoAnswer) return error
      throw error
    }
  }
}

/** The tokens of a successful answer (RFC 6749 section 5.1); throws `Blocked` for any other answer. */
export function readTokens(answer: Answer, client: Client, late = false): Tokens {
  const members = answer.json ?? {}
  const accessToken = text(members['access_token'])
  if (answer.status !== 200 || accessToken === undefined) {
    const why = late ? `${sentenceOf(answer)}; its code may have expired on the way` : sentenceOf(answer)
    throw new Blocked(`no token: ${why}`, { transient: late || isOverloaded(answer) })
  }
  const seconds = Number(members['expires_in'])
  return {
    access_token: accessToken,
    refresh_token: text(members['refresh_token']),
    scope: text(members['scope']),
    expires_in: members['expires_in'] === undefined || !Number.isFinite(seconds) ? undefined : seconds,
    client,
    answer,
  }
}

/** Statuses that speak of load, not of law. */
export function isOverloaded({ status }: Answer): boolean {
  return status === 429 || status === 502 || status === 503 || status === 504
}

/** What an unexpected answer said: status, error, description. */
export function sentenceOf(answer: Answer): string {
  const description = text(answer.json?.['error_description'])
  const { method, url } = answer.request
  const place = `${method} ${url.split('?', 1)[0]} answered ${answer.describe()}`
  return description === undefined ? place : `${place} (${description})`
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}
