/** A limit on how many checks work at the same moment over several halls. */
export class Crowd {
  readonly #size: number
  readonly #queue: (() => void)[] = []
  #inside = 0

  constructor(size: number) {
    this.#size = size
  }

  /** `urgent` goes before those that wait. */
  async enter(urgent = false): Promise<void> {
    if (this.#inside < this.#size) {
      this.#inside += 1
      return
    }
    await new Promise<void>((resolve) => {
      if (urgent) this.#queue.unshift(resolve)
      else this.#queue.push(resolve)
    })
  }

  leave(): void {
    const next = this.#queue.shift()
    if (next === undefined) this.#inside -= 1
    else next()
  }
}
