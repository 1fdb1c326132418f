import type { Explanation } from './explain/explanation.ts'

/** Which rule refused a request: the OAuth error, and the explanation that is not part of the answer. */
export interface Refusal {
  readonly error: string
  readonly detail: string
}

/** One request a tenant was asked, and why it was refused if it was. */
export interface JournalEntry {
  /** Milliseconds since 1970. */
  readonly time: number
  readonly endpoint: string
  readonly method: string
  readonly status: number
  readonly client?: string
  readonly grant?: string
  readonly error?: string
  readonly detail?: string
  /** Which rule a refused request broke, and what to do about it. */
  readonly explanation?: Explanation
}

/** Hears of each request as soon as it is answered. */
export type JournalListener = (entry: JournalEntry) => void

const bound = 1_000

/** The last 1,000 requests of a tenant, oldest first. */
export class Journal {
  #entries: JournalEntry[] = []
  readonly #listeners = new Set<JournalListener>()

  add(entry: JournalEntry): void {
    this.#entries.push(entry)
    for (const listener of this.#listeners) listener(entry)
    // Cutting in blocks keeps the cost of each request constant.
    if (this.#entries.length >= 2 * bound) this.#entries = this.#entries.slice(-bound)
  }

  /** Tells a listener of each request from now on; returns what ends that. */
  subscribe(listener: JournalListener): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** The entries kept, oldest first. */
  list(): readonly JournalEntry[] {
    return this.#entries.slice(-bound)
  }

  /** Only the refused requests, oldest first. */
  refusals(): readonly JournalEntry[] {
    return this.list().filter((entry) => entry.error !== undefined)
  }

  clear(): void {
    this.#entries = []
  }
}
