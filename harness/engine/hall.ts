import type { Crowd } from './crowd.ts'

/** How a check is let in: beside others, or when nothing else is running. */
export type Entry = 'shared' | 'alone'

/**
 * Decides who runs when. At most `width` checks run side by side; one that must be alone is let in once nobody is
 * inside or waiting to share. A check that sleeps steps outside meanwhile, so pauses overlap everything.
 */
export class Hall {
  readonly #width: number
  readonly #crowd: Crowd | undefined
  readonly #sharing: (() => void)[] = []
  readonly #lonely: (() => void)[] = []
  #inside = 0
  #occupied = false

  constructor(width: number, crowd?: Crowd) {
    this.#width = width
    this.#crowd = crowd
  }

  async enter(entry: Entry): Promise<void> {
    await new Promise<void>((resolve) => {
      ;(entry === 'alone' ? this.#lonely : this.#sharing).push(resolve)
      // Callers of the same turn queue up first, so that one that must be alone does not slip in before them.
      setImmediate(() => this.#admit())
    })
    await this.#crowd?.enter()
  }

  leave(entry: Entry): void {
    this.#crowd?.leave()
    if (entry === 'alone') this.#occupied = false
    else this.#inside -= 1
    this.#admit()
  }

  #admit(): void {
    while (!this.#occupied && this.#inside < this.#width) {
      const next = this.#sharing.shift()
      if (next === undefined) break
      this.#inside += 1
      next()
    }
    if (this.#occupied || this.#inside > 0 || this.#sharing.length > 0) return
    const next = this.#lonely.shift()
    if (next === undefined) return
    this.#occupied = true
    next()
  }
}
