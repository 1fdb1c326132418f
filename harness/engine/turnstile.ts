/**
 * Holds some checks back until others have passed: those that need real time go first, because the longest pause decides
 * how long a run takes; those that look at the recording of the whole run come last.
 */
export class Turnstile {
  readonly #awaited: Set<string>
  /** Resolves when all have passed, or when the longest time is over. */
  readonly open: Promise<void>
  #unlock: () => void = () => undefined

  /** Ids of the checks to wait for; `longest` in milliseconds, without end when absent. */
  constructor(checks: readonly string[], longest?: number) {
    this.#awaited = new Set(checks)
    this.open = new Promise((resolve) => {
      this.#unlock = resolve
    })
    if (longest !== undefined) setTimeout(this.#unlock, longest).unref()
    if (this.#awaited.size === 0) this.#unlock()
  }

  passed(check: string): void {
    this.#awaited.delete(check)
    if (this.#awaited.size === 0) this.#unlock()
  }
}
