import { NotApplicable } from '../verdict.ts'
import type { Disturbers, Entry, Hall } from './hall.ts'

/**
 * A check's stay in the hall: steps outside to sleep, and counts working time and pauses apart. Once ended it does not
 * come back: a body that was given up may still be running.
 */
export class Stay {
  /** Seconds slept. */
  waited = 0
  /** Whether another check that may end what this one holds was let in while it slept. */
  disturbed = false
  readonly #hall: Hall
  #entry: Entry
  readonly #manner: Manner
  readonly #signal: AbortSignal
  readonly #pause: Pause
  #worked = 0
  #since = 0
  #inside = false
  #over = false

  constructor(hall: Hall, manner: Manner, signal: AbortSignal, rest: Pause = pause) {
    this.#hall = hall
    this.#entry = manner.before
    this.#manner = manner
    this.#signal = signal
    this.#pause = rest
  }

  async begin(returning = false): Promise<void> {
    await this.#hall.enter(this.#entry, returning)
    this.#since = performance.now()
    this.#inside = true
    if (!this.#over) return
    this.#stepOut()
    throw new Error('the check was given up before it ended')
  }

  end(): void {
    this.#over = true
    this.#stepOut()
  }

  /** Milliseconds inside the hall, until now. */
  get worked(): number {
    return Math.round(this.#worked + (this.#inside ? performance.now() - this.#since : 0))
  }

  /** Sleeps, outside the hall where others may come in meanwhile; throws `NotApplicable` for a pause longer than allowed. Seconds. */
  async sleep(seconds: number, why: string, limit: number): Promise<void> {
    if (seconds > limit) {
      const needed = Math.ceil(seconds)
      throw new NotApplicable(`needs a pause of ${needed} s for ${why}; allow it with --max-wait ${needed}`)
    }
    if (!this.#inside) throw new Error('expected one pause at a time of a check at work; make pauses one after another')
    if (this.#hall.keepsSleepers) return this.#sleepInside(seconds)
    const { guards } = this.#manner
    const before = this.#hall.disturbances
    const release = guards === undefined ? undefined : this.#hall.guard(guards)
    this.#stepOut()
    try {
      await this.#pause(seconds * 1000, this.#signal)
      this.waited += seconds
      await this.#comeBack()
    } finally {
      release?.()
    }
    this.disturbed ||= this.#hall.disturbances > before + (this.#entry === 'disturbing' ? 1 : 0)
  }

  #comeBack(): Promise<void> {
    this.#entry = this.#manner.after
    return this.begin(true)
  }

  async #sleepInside(seconds: number): Promise<void> {
    this.#worked += performance.now() - this.#since
    this.#inside = false
    try {
      await this.#pause(seconds * 1000, this.#signal)
      this.waited += seconds
    } finally {
      this.#since = performance.now()
      this.#inside = true
    }
    if (this.#over) throw new Error('the check was given up before it ended')
  }

  #stepOut(): void {
    if (!this.#inside) return
    this.#inside = false
    this.#worked += performance.now() - this.#since
    this.#hall.leave(this.#entry)
  }
}

/** How a check is let in at first, how it comes back from a pause, and who is kept out while it sleeps. */
export interface Manner {
  readonly before: Entry
  readonly after: Entry
  readonly guards?: Disturbers
}

/** Lets time pass, milliseconds; rejects when the signal is aborted. */
export type Pause = (ms: number, signal: AbortSignal) => Promise<void>

/** Sleeps, or rejects when the signal is aborted. Milliseconds. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted()
  await new Promise<void>((resolve, reject) => {
    const give = (): void => {
      clearTimeout(timer)
      reject(signal.reason instanceof Error ? signal.reason : new Error('aborted'))
    }
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', give)
      resolve()
    }, ms)
    signal.addEventListener('abort', give, { once: true })
  })
}
