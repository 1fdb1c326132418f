import type { Crowd } from './crowd.ts'

/**
 * How a check is let in: beside others, when nothing else is running, or like that because it may end what others hold,
 * those that sleep included.
 */
export type Entry = 'shared' | 'alone' | 'disturbing'

/** Of those that may disturb, those that have not begun, or those that come back from a pause too. */
export type Disturbers = 'newcomers' | 'all'

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
 * it goes before those that have not begun, because what it holds may be about to expire. One that may end what others
 * hold begins when nobody sleeps. Where each check ends what another holds, sleepers are kept inside.
 */
export class Hall {
  /** Whether nobody comes in while somebody sleeps. */
  readonly keepsSleepers: boolean
  readonly #width: number
  readonly #crowd: Crowd | undefined
  readonly #queues = { returning: new Set<Visitor>(), sharing: new Set<Visitor>(), lonely: new Set<Visitor>() }
  #inside = 0
  #occupied = false
  readonly #guards = { newcomers: 0, all: 0 }
  #disturbances = 0

  constructor(width: number, crowd?: Crowd, keepsSleepers = false) {
    this.keepsSleepers = keepsSleepers
    this.#width = width
    this.#crowd = crowd
  }

  async enter(entry: Entry, returning = false): Promise<void> {
    const { returning: first, sharing, lonely } = this.#queues
    const queue = returning ? first : entry === 'shared' ? sharing : lonely
    await new Promise<void>((resolve) => {
      queue.add({ entry, admit: resolve })
      // Callers of the same turn queue up first, so that one that must be alone does not slip in before them.
      setImmediate(() => this.#admit())
    })
    await this.#crowd?.enter(returning)
  }

  leave(entry: Entry): void {
    this.#crowd?.leave()
    if (entry === 'shared') this.#inside -= 1
    else this.#occupied = false
    this.#admit()
  }

  /** How many have been let in that may end what others hold. */
  get disturbances(): number {
    return this.#disturbances
  }

  /** Lets no newcomer in who may disturb, or nobody at all who may, until the function returned is called. */
  guard(against: Disturbers): () => void {
    this.#guards[against] += 1
    return () => {
      this.#guards[against] -= 1
      this.#admit()
    }
  }

  #admit(): void {
    while (!this.#occupied) {
      const visitor = this.#next()
      if (visitor === undefined || !this.#hasRoom(visitor.entry)) return
      for (const queue of Object.values(this.#queues)) queue.delete(visitor)
      if (visitor.entry === 'shared') this.#inside += 1
      else this.#occupied = true
      if (visitor.entry === 'disturbing') this.#disturbances += 1
      visitor.admit()
    }
  }

  #next(): Visitor | undefined {
    const { returning, sharing, lonely } = this.#queues
    const { newcomers, all } = this.#guards
    const fits = ({ entry }: Visitor, guards: number): boolean => entry !== 'disturbing' || guards === 0
    return (
      [...returning].find((visitor) => fits(visitor, all)) ??
      [...sharing, ...lonely].find((visitor) => fits(visitor, all + newcomers))
    )
  }

  #hasRoom(entry: Entry): boolean {
    return entry === 'shared' ? this.#inside < this.#width : this.#inside === 0
  }
}

interface Visitor {
  readonly entry: Entry
  admit(): void
}
