import type { Crowd } from './crowd.ts'

/** How a check is let in: beside others, or when nothing else is running. */
export type Entry = 'shared' | 'alone'

/**
 * How many checks of one target run side by side where several targets are judged: all that can with up to four, and
 * never less than a quarter. What a process has under way at once must not grow with the targets, or codes expire while
 * the checks that hold them wait for their turn.
 */
export function widthAmong(targets: number, width: number): number {
  return Math.max(Math.ceil(width / 4), Math.min(width, Math.ceil((4 * width) / targets)))
}

/**
 * Decides who runs when. At most `width` checks run side by side; one that must be alone is let in once nobody is
 * inside or waiting to share. A check that sleeps steps outside meanwhile, so pauses overlap everything; on its return
 * it goes before those that have not begun, because what it holds may be about to expire. Where each check ends what
 * another holds, sleepers are kept inside.
 */
export class Hall {
  /** Whether nobody comes in while somebody sleeps. */
  readonly keepsSleepers: boolean
  readonly #width: number
  readonly #crowd: Crowd | undefined
  readonly #queues = { returning: new Queue(), sharing: new Queue(), lonely: new Queue() }
  #inside = 0
  #occupied = false

  constructor(width: number, crowd?: Crowd, keepsSleepers = false) {
    this.keepsSleepers = keepsSleepers
    this.#width = width
    this.#crowd = crowd
  }

  async enter(entry: Entry, returning = false): Promise<void> {
    const { returning: first, sharing, lonely } = this.#queues
    const queue = returning ? first : entry === 'alone' ? lonely : sharing
    await new Promise<void>((resolve) => {
      queue.push({ entry, admit: resolve })
      // Callers of the same turn queue up first, so that one that must be alone does not slip in before them.
      setImmediate(() => this.#admit())
    })
    await this.#crowd?.enter(returning)
  }

  leave(entry: Entry): void {
    this.#crowd?.leave()
    if (entry === 'alone') this.#occupied = false
    else this.#inside -= 1
    this.#admit()
  }

  #admit(): void {
    while (!this.#occupied) {
      const queue = this.#next()
      const visitor = queue?.first
      if (queue === undefined || visitor === undefined || !this.#hasRoom(visitor.entry)) return
      queue.shift()
      if (visitor.entry === 'alone') this.#occupied = true
      else this.#inside += 1
      visitor.admit()
    }
  }

  #next(): Queue | undefined {
    const { returning, sharing, lonely } = this.#queues
    return [returning, sharing, lonely].find(({ first }) => first !== undefined)
  }

  #hasRoom(entry: Entry): boolean {
    return entry === 'alone' ? this.#inside === 0 : this.#inside < this.#width
  }
}

interface Visitor {
  readonly entry: Entry
  admit(): void
}

class Queue {
  readonly #visitors: Visitor[] = []

  get first(): Visitor | undefined {
    return this.#visitors[0]
  }

  push(visitor: Visitor): void {
    this.#visitors.push(visitor)
  }

  shift(): void {
    this.#visitors.shift()
  }
}
