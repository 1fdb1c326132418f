import type { JournalEntry } from './entry.ts'
import { criteriaOf, startOf, type Criterion, type JournalQuery } from './query.ts'
import { entryInWords, queryInWords } from './words.ts'

/** A query, and how many requests there must be: at least one, or exactly `times`. */
export interface Expectation extends JournalQuery {
  readonly times?: number
}

/** Whether an expectation is met, the requests that match it, and a message for the one who expected otherwise. */
export interface Verdict {
  readonly pass: boolean
  readonly message: string
  readonly entries: readonly JournalEntry[]
}

const shown = 3

/** Judges what a journal holds. Throws on a query that cannot be read, as {@link criteriaOf} does. */
export function judge(all: readonly JournalEntry[], { times, ...query }: Expectation): Verdict {
  const criteria = criteriaOf(query)
  const after = startOf(query)
  const asked = all.filter(({ id }) => id > after)
  const entries = asked.filter((entry) => criteria.every((one) => one.matches(entry)))
  const pass = times === undefined ? entries.length > 0 : entries.length === times
  const head = `Expected ${pass ? 'other than ' : ''}${number(times)} with\n${queryInWords(criteria)}`
  const tail = entries.length > 0 || pass ? list(entries) : nearest(asked, criteria)
  return { pass, entries, message: `${head}\ngot ${entries.length || 'none'}.${tail}` }
}

function number(times: number | undefined): string {
  if (times === undefined) return 'at least 1 request'
  return times === 1 ? 'exactly 1 request' : times === 0 ? 'no request' : `exactly ${times} requests`
}

function list(entries: readonly JournalEntry[]): string {
  return entries.map((entry) => `\n  ${entryInWords(entry)}`).join('')
}

/** The requests that match most, and where each differs. */
function nearest(asked: readonly JournalEntry[], criteria: readonly Criterion[]): string {
  if (asked.length === 0) return ' The journal is empty.'
  const ranked = asked
    .map((entry) => ({ entry, misses: criteria.filter((one) => !one.matches(entry)) }))
    .toSorted((one, other) => weight(one.misses) - weight(other.misses) || other.entry.id - one.entry.id)
    .slice(0, shown)
  const lines = ranked.map(({ entry, misses }) => `\n  ${entryInWords(entry)}${differences(entry, misses)}`)
  return ` The nearest of ${asked.length}:${lines.join('')}`
}

/** A request to another endpoint is farther than one that differs in all else. */
function weight(misses: readonly Criterion[]): number {
  return misses.reduce((sum, { member }) => sum + (member === 'endpoint' ? 100 : 1), 0)
}

function differences(entry: JournalEntry, misses: readonly Criterion[]): string {
  const elsewhere = misses.filter(({ member }) => member === 'endpoint')
  return (elsewhere.length > 0 ? elsewhere : misses)
    .map(({ member, wanted, got }) => `\n    ${member}: wanted ${wanted}, got ${got(entry)}`)
    .join('')
}
