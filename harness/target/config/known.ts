import { type Draft, draftItems, textAt } from './draft.ts'
import { byPosition, ConfigError, type Finding } from './problem.ts'
import { reviewShape } from './review.ts'
import { valueShower } from './shown-value.ts'
import { readSource } from './source-file.ts'
import { reviewSyntax } from './syntax.ts'

/** A deviation that is known and accepted, as written. */
export interface KnownDeviation {
  /** Check id, or a pattern with `*` and `?`. */
  readonly check: string
  /** Target name or pattern; all targets when absent. */
  readonly target?: string
  /** The worst verdict that is accepted. */
  readonly verdict: 'fail' | 'warn' | 'note'
  readonly reason: string
  readonly issue?: string
  /** Last day on which it counts, YYYY-MM-DD. */
  readonly until?: string
}

/** An accepted deviation and where it stands. */
export interface KnownEntry extends KnownDeviation {
  /** As shown to people. */
  readonly file: string
  /** From 1. */
  readonly line: number
}

/** What `schema/known.schema.json` accepts. */
export interface KnownFile {
  readonly $schema?: string
  readonly known: readonly KnownDeviation[]
}

/** Reads a baseline file. Rejects with ConfigError that lists every mistake of the file. */
export async function loadKnown(path: string): Promise<KnownEntry[]> {
  const source = await readSource(path)
  const syntax = reviewSyntax(source)
  if (!syntax.usable) throw new ConfigError(syntax.problems)
  const { entry, problems } = await reviewShape<KnownFile>(source, 'known', valueShower([]), dateFindings)
  const all = [...syntax.problems, ...problems]
  if (all.length > 0 || entry === undefined) throw new ConfigError(all.toSorted(byPosition))
  const withPlace = (item: KnownDeviation, index: number): KnownEntry => ({
    ...item,
    file: source.shown,
    line: source.valueAt(['known', index]).line,
  })
  return entry.known.map(withPlace)
}

function dateFindings(data: Draft): Finding[] {
  return draftItems(data['known']).flatMap(([index, entry]) => {
    const until = textAt(entry, 'until')
    if (until === undefined || isDay(until)) return []
    const message = `expected a day of the calendar written YYYY-MM-DD, got ${JSON.stringify(until)}`
    return [{ path: ['known', index, 'until'], message, fix: 'write it as in 2027-03-31' }]
  })
}

function isDay(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(day.getTime()) && day.toISOString().slice(0, 10) === text
}

export { matchKnown, staleKnown } from './known-match.ts'
