import type { Finding } from '../lookup.ts'
import type { Run, Verdict } from '../model.ts'
import type { Style } from './terminal-lines.ts'
import { groupBy } from '../group.ts'
import { excerpt, printable } from '../printable.ts'
import { labelled } from './terminal-lines.ts'

const reasonsShown = 6
const reasonLimit = 300
const namesShown = 10

/** Why checks could not be judged: one line for each cause, the commonest first. */
export function causes(all: readonly Finding[], style: Style): string[] {
  const stuck = all.filter(({ result }) => result.verdict === 'blocked' || result.verdict === 'error')
  return section(style.colors.magenta('could not be judged'), counted(stuck, obstacle, style))
}

/** Why checks were skipped: the commonest reasons, one line each. */
export function skips(all: readonly Finding[], style: Style): string[] {
  const skipped = all.filter(({ result }) => result.verdict === 'skip')
  const lines = counted(skipped, ({ result }) => result.because, style)
  const rest = groupBy(skipped, ({ result }) => result.because).size - reasonsShown
  return section(style.colors.dim('skipped'), rest > 0 ? [...lines, ...more(rest, style)] : lines)
}

/** The broken checks on one line; nothing when there are none. */
export function names(members: readonly Finding[], { manyTargets }: { readonly manyTargets: boolean }): string[] {
  const checks = [...groupBy(members, ({ result }) => result.check)]
  if (checks.length === 0) return []
  const shown = checks.slice(0, namesShown).map(([id, of]) => (manyTargets ? `${id} at ${places(of)}` : id))
  const rest = checks.length - shown.length
  return [printable(`broken: ${shown.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`)]
}

function places(members: readonly Finding[]): string {
  const targets = members.map(({ result }) => result.target)
  return targets.length > 2 ? `${targets.length} targets` : targets.join(' and ')
}

/** Sentences of the runner under a heading; nothing when there are none. */
export function remarks(heading: string, texts: readonly string[], style: Style): string[] {
  return section(
    style.colors.red(heading),
    texts.flatMap((text) => labelled('', text, style)),
  )
}

/** How many results have which verdict, known deviations apart. */
export function tally(run: Run): string {
  const order: readonly Verdict[] = ['pass', 'fail', 'warn', 'note', 'skip', 'blocked', 'error']
  const unknown = run.results.filter(({ known }) => known === null)
  const counts = order.map(
    (verdict) => [verdict, unknown.filter((result) => result.verdict === verdict).length] as const,
  )
  const known = ['known', run.results.length - unknown.length] as const
  const parts = [...counts, known].filter(([, count]) => count > 0).map(([name, count]) => `${count} ${name}`)
  const unstable = run.results.filter((result) => result.unstable).length
  return [...parts, ...(unstable > 0 ? [`${unstable} unstable`] : [])].join(' · ')
}

/** The time between two moments (ISO 8601) in words. */
export function duration(started: string, finished: string): string {
  const seconds = Math.max(0, (Date.parse(finished) - Date.parse(started)) / 1000)
  if (seconds < 60) return `${seconds.toFixed(1)} s`
  return `${Math.floor(seconds / 60)} min ${Math.floor(seconds % 60)} s`
}

function obstacle({ result, cause }: Finding): string {
  return `${result.verdict}: ${cause?.text ?? result.because}`
}

function counted(members: readonly Finding[], text: (finding: Finding) => string, style: Style): string[] {
  const groups = [...groupBy(members, text)].toSorted(([, left], [, right]) => right.length - left.length)
  return groups
    .slice(0, reasonsShown)
    .flatMap(([reason, group]) => labelled(String(group.length), excerpt(reason, reasonLimit), style))
}

function more(count: number, style: Style): string[] {
  return labelled('…', `${count} more ${count === 1 ? 'reason' : 'reasons'} in run.json`, style)
}

function section(heading: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [heading, ...lines, '']
}
