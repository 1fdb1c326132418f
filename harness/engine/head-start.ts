/** Longest a head start lasts, milliseconds: a slow target must not hold everything up. */
const longest = 3_000

/**
 * Lets the checks that need real time go first: the longest pause decides how long a run takes, so it should begin
 * before everything else makes the machine busy.
 */
export class HeadStart {
  readonly #running: Set<string>
  readonly over: Promise<void>
  #end: () => void = () => undefined

  /** Ids of the checks that go first. */
  constructor(checks: readonly string[]) {
    this.#running = new Set(checks)
    this.over = new Promise((resolve) => {
      this.#end = resolve
    })
    setTimeout(this.#end, longest).unref()
    if (this.#running.size === 0) this.#end()
  }

  /** A check has gone to sleep or has ended. */
  passed(check: string): void {
    this.#running.delete(check)
    if (this.#running.size === 0) this.#end()
  }
}
