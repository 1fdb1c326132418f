const pause = 30_000
const names = 10_000

/** Counts wrong passwords by user name, so that guessing comes to a stop (RFC 6749, section 4.3.2). */
export class GuessLimit {
  readonly #most: number
  readonly #wrong = new Map<string, { count: number; at: number }>()

  constructor(most: number) {
    this.#most = most
  }

  /** Whether an attempt counts: not when too many wrong ones in a row came before it, less than half a minute ago. */
  passes(username: string, right: boolean): boolean {
    const { count, at } = this.#wrong.get(username) ?? { count: 0, at: 0 }
    const recent = Date.now() - at < pause ? count : 0
    if (recent >= this.#most) return false
    if (right) this.#wrong.delete(username)
    // Whoever tries that many names is no test; forgetting them keeps the memory flat.
    else if (this.#wrong.size >= names && !this.#wrong.has(username)) this.#wrong.clear()
    else this.#wrong.set(username, { count: recent + 1, at: Date.now() })
    return true
  }
}
