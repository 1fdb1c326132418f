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
  /** 0 when a scripted answer broke the connection. */
  readonly status: number
  readonly client?: string
  readonly grant?: string
  readonly error?: string
  readonly detail?: string
  /** The scripted answer that decided. */
  readonly scripted?: string
}

const bound = 1_000

/** The last 1,000 requests of a tenant, oldest first. */
export class Journal {
  #entries: JournalEntry[] = []

  add(entry: JournalEntry): void {
    this.#entries.push(entry)
    // Cutting in blocks keeps the cost of each request constant.
    if (this.#entries.length >= 2 * bound) this.#entries = this.#entries.slice(-bound)
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
