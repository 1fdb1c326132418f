import { setTimeout, clearTimeout } from 'node:timers'
import { JournalEntry, type JournalFacts } from './journal/entry.ts'
import { harOf, type Har, type HarOptions } from './journal/har.ts'
import { criteriaOf, startOf, type JournalQuery } from './journal/query.ts'
import { judge, type Expectation, type Verdict } from './journal/verify.ts'
import { entryInWords, queryInWords } from './journal/words.ts'

export { JournalEntry, type JournalFacts, type Refusal } from './journal/entry.ts'

/** Hears of each request as soon as it is answered. */
export type JournalListener = (entry: JournalEntry) => void

const bound = 1_000
const patience = 5_000

/** The last 1,000 requests of a tenant, oldest first. */
export class Journal {
  #entries: JournalEntry[] = []
  #latest = 0
  readonly #listeners = new Set<JournalListener>()

  add(facts: JournalFacts): void {
    this.#latest += 1
    const entry = new JournalEntry(this.#latest, facts)
    this.#entries.push(entry)
    // Cutting in blocks keeps the cost of each request constant.
    if (this.#entries.length >= 2 * bound) this.#entries = this.#entries.slice(-bound)
    for (const listener of this.#listeners) tell(listener, entry)
  }

  /** The entries kept, oldest first. */
  list(): readonly JournalEntry[] {
    return this.#entries.slice(-bound)
  }

  /** The entries that match, oldest first; throws on a query that cannot be read. */
  search(query: JournalQuery): readonly JournalEntry[] {
    return this.list().filter(matcher(query))
  }

  /** How many entries match. */
  count(query: JournalQuery): number {
    return this.search(query).length
  }

  /** The newest entry that matches; undefined when there is none. */
  last(query: JournalQuery = {}): JournalEntry | undefined {
    return this.list().findLast(matcher(query))
  }

  /**
   * The first request that matches, one that came already included; with `since` only one that comes after it. Rejects
   * after `timeout` milliseconds (5,000 unless told) with a list of what did come.
   */
  async waitFor(query: JournalQuery, { timeout = patience }: { timeout?: number } = {}): Promise<JournalEntry> {
    const matches = matcher(query)
    return this.list().find(matches) ?? this.#next(matches, () => this.#missing(query, timeout), timeout)
  }

  /** Whether the journal holds what is expected, with a message that names the nearest requests and how they differ. */
  verify(expectation: Expectation): Verdict {
    return judge(this.list(), expectation)
  }

  /** Only the refused requests, oldest first. */
  refusals(): readonly JournalEntry[] {
    return this.list().filter((entry) => entry.error !== undefined)
  }

  /** Tells a listener of every request from now on, before its answer is sent; call what it returns to stop. */
  subscribe(listener: JournalListener): () => void {
    this.#listeners.add(listener)
    return () => {
      this.#listeners.delete(listener)
    }
  }

  /** The entries as HTTP Archive 1.2, which browsers' developer tools open; secrets are masked unless `secrets` is true. */
  toHar(options: HarOptions = {}): Har {
    const { query = {}, ...rest } = options
    return harOf(this.search(query), rest)
  }

  /** The entries, one in a line, without secrets. */
  toString(): string {
    return this.list().map(entryInWords).join('\n')
  }

  /** Forgets every entry; ids go on. */
  clear(): void {
    this.#entries = []
  }

  #next(matches: (entry: JournalEntry) => boolean, problem: () => Error, timeout: number): Promise<JournalEntry> {
    return new Promise((resolve, reject) => {
      const stop = this.subscribe((entry) => {
        if (!matches(entry)) return
        stop()
        clearTimeout(timer)
        resolve(entry)
      })
      const timer = setTimeout(() => {
        stop()
        reject(problem())
      }, timeout)
    })
  }

  #missing(query: JournalQuery, timeout: number): Error {
    const came = this.search({ since: query.since }).slice(-10)
    const list = came.map((entry) => `\n  ${entryInWords(entry)}`).join('')
    const seen = came.length === 0 ? 'no request came' : `the latest requests are:${list}`
    return new Error(
      `Expected a request within ${timeout} ms with\n${queryInWords(criteriaOf(query))}\ngot none; ${seen}`,
    )
  }
}

function matcher(query: JournalQuery): (entry: JournalEntry) => boolean {
  const criteria = criteriaOf(query)
  const after = startOf(query)
  return (entry) => entry.id > after && criteria.every((one) => one.matches(entry))
}

/** A listener that throws fails in its own name, not the request it was told of. */
function tell(listener: JournalListener, entry: JournalEntry): void {
  try {
    listener(entry)
  } catch (error) {
    queueMicrotask(() => {
      throw error
    })
  }
}
