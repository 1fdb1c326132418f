import type { Result } from '../../../reports/model.ts'
import type { Verdict } from '../../verdict.ts'
import { globMatches } from './glob.ts'
import type { IgnoredChecks, KnownEntry } from './known.ts'

/** A check judged at a target. */
export interface Judged {
  readonly check: string
  readonly target: string
  readonly verdict: Verdict
}

const weight: Readonly<Partial<Record<Verdict, number>>> = { pass: 0, note: 1, warn: 2, fail: 3 }

/**
 * The entry that accepts a deviation on a day (YYYY-MM-DD), or undefined: a worse verdict than the accepted one, a
 * void entry, and what was not judged are never accepted. An exact check id goes before a pattern, then the file's order.
 */
export function matchKnown(entries: readonly KnownEntry[], judged: Judged, today: string): KnownEntry | undefined {
  const found = weight[judged.verdict] ?? 0
  const fitting = entries.filter(
    (entry) => !isVoid(entry, today) && covers(entry, judged) && found > 0 && found <= (weight[entry.verdict] ?? 0),
  )
  return fitting.find(({ check }) => check === judged.check) ?? fitting[0]
}

/** What a report tells of the entry that accepts a deviation on a day (YYYY-MM-DD); null when none does. */
export function acceptance(entries: readonly KnownEntry[], judged: Judged, today: string): Result['known'] {
  const entry = matchKnown(entries, judged, today)
  if (entry === undefined) return null
  const { reason, issue, since, until } = entry
  return { reason, issue: issue ?? null, ...(since === undefined ? {} : { since }), until: until ?? null }
}

/** Whether the last day of an entry is over. `today` is YYYY-MM-DD. */
function isVoid({ until }: Pick<KnownEntry, 'until'>, today: string): boolean {
  return until !== undefined && until < today
}

/**
 * One sentence for each entry that should be deleted: its last day is over, or all it covers was judged and is better
 * than accepted. What was not judged in this run says nothing against an entry.
 */
export function staleKnown(entries: readonly KnownEntry[], results: readonly Judged[], today: string): string[] {
  return staleEntries(entries, results, today).map(
    ({ entry, why }) => `${entry.file}:${entry.line}  ${entry.check}: ${why}; delete the entry`,
  )
}

/** The entries that should be deleted, each with the reason. */
export function staleEntries(
  entries: readonly KnownEntry[],
  results: readonly Judged[],
  today: string,
): { readonly entry: KnownEntry; readonly why: string }[] {
  return entries.flatMap((entry) => {
    const why = isVoid(entry, today) ? `its last day was ${entry.until}` : improvement(entry, results)
    return why === undefined ? [] : [{ entry, why }]
  })
}

/** Why a check is not to be judged at a target, or undefined. */
export function ignoredBy(ignored: readonly IgnoredChecks[], judged: Omit<Judged, 'verdict'>): string | undefined {
  return ignored.find((each) => covers(each, judged))?.reason
}

function improvement(entry: KnownEntry, results: readonly Judged[]): string | undefined {
  const found = results.filter((result) => covers(entry, result)).map(({ verdict }) => weight[verdict])
  const accepted = weight[entry.verdict] ?? 0
  const worst = found.reduce<number>((most, one) => Math.max(most, one ?? Infinity), -Infinity)
  if (worst >= accepted || worst < 0) return undefined
  const verdict = Object.entries(weight).find(([, value]) => value === worst)?.[0]
  return `accepted as ${entry.verdict}, and now ${verdict ?? 'better'}`
}

function covers(entry: Pick<KnownEntry, 'check' | 'target'>, { check, target }: Omit<Judged, 'verdict'>): boolean {
  return globMatches(entry.check, check) && globMatches(entry.target ?? '*', target)
}
