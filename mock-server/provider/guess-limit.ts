import { errors } from './library.ts'

const closed = 500

/**
 * Slows down who guesses client secrets (RFC 6749, section 2.3.1): after so many wrong ones in a row that client is
 * refused with 429 for half a second, whatever its secret.
 */
export class GuessLimit {
  readonly #most: number
  readonly #wrong = new Map<string, number>()
  readonly #until = new Map<string, number>()

  constructor(most: number) {
    this.#most = most
  }

  /** Throws the refusal while the client is shut out. */
  admit(clientId: string): void {
    if ((this.#until.get(clientId) ?? 0) <= Date.now()) return
    throw new errors.OIDCProviderError(429, 'temporarily_unavailable', { detail: 'too many wrong secrets in a row' })
  }

  /** Counts a wrong secret; a right one ends the row. */
  count(clientId: string, right: boolean): void {
    if (this.#most === Number.POSITIVE_INFINITY) return
    const row = right ? 0 : (this.#wrong.get(clientId) ?? 0) + 1
    const full = row >= this.#most
    this.#wrong.set(clientId, full ? 0 : row)
    if (full) this.#until.set(clientId, Date.now() + closed)
  }
}
