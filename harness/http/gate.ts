/** Lets at most `width` callers through at once and keeps `gap` milliseconds between two entries. */
export class Gate {
  readonly #width: number
  readonly #gap: number
  readonly #queue: (() => void)[] = []
  #inside = 0
  #last = 0

  constructor(width: number, gap: number) {
    this.#width = width
    this.#gap = gap
  }

  /** Runs the work inside the gate. */
  async through<T>(work: () => Promise<T>): Promise<T> {
    await this.#enter()
    try {
      return await work()
    } finally {
      this.#inside -= 1
      this.#queue.shift()?.()
    }
  }

  async #enter(): Promise<void> {
    while (this.#inside >= this.#width) {
      await new Promise<void>((resolve) => {
        this.#queue.push(resolve)
      })
    }
    this.#inside += 1
    if (this.#gap === 0) return
    const now = Date.now()
    const slot = Math.max(now, this.#last + this.#gap)
    this.#last = slot
    if (slot > now) await new Promise((resolve) => setTimeout(resolve, slot - now))
  }
}
