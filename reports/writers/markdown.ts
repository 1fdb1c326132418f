import type { Comparison } from '../compare.ts'
import type { FormatOptions } from '../formats.ts'
import type { Finding } from '../lookup.ts'
import type { Run } from '../model.ts'
import type { Section } from './markdown-fit.ts'
import { compare } from '../compare.ts'
import { groupBy } from '../group.ts'
import { findings } from '../lookup.ts'
import { by } from '../order.ts'
import { reproduce } from '../reproduce.ts'
import { deviations, repeating } from './markdown-broken.ts'
import { changes, freshlyBroken } from './markdown-changes.ts'
import { coverage } from './markdown-coverage.ts'
import { fit } from './markdown-fit.ts'
import { headline } from './markdown-headline.ts'
import { known } from './markdown-known.ts'
import { code, link, row, tableHead } from './markdown-text.ts'
import { duration, tally } from './terminal-summary.ts'

/** What is known around a run when its summary is written. */
export interface MarkdownOptions extends FormatOptions {
  /** Baseline entries that describe nothing any more. */
  readonly stale?: readonly string[]
  /** Report files deleted because a secret was found in them. */
  readonly leaks?: readonly string[]
}

/** Bytes of a summary at most: a fifth of what GitHub shows, for other steps write there too. */
export const markdownLimit = 200 * 1024

/**
 * The run on one page of Markdown for job summaries and pull requests: verdict, what changed since the earlier run, broken laws, why checks could
 * not be judged, warnings, known deviations, coverage by document, and where the report is. Text of a server stands in code only.
 */
export function writeMarkdown(run: Run, options: MarkdownOptions = {}): string {
  const all = findings(run).toSorted(
    by(
      ({ result }) => result.target,
      ({ result }) => result.check,
    ),
  )
  const comparison = options.base === undefined ? undefined : compare(options.base, run)
  const manyTargets = run.targets.length > 1
  const sections = [
    opening(run, options, comparison),
    ...(comparison === undefined ? [] : changes(comparison, manyTargets)),
    ...broken(run, unknown(all, 'fail'), comparison),
    ...obstacles(all),
    ...deviations(
      run.run.strict === true ? 'Warnings, which count as broken' : 'Warnings',
      unknown(all, 'warn'),
      manyTargets,
    ),
    ...known(all, run, options.base),
    ...coverage(run),
    closing(options),
  ]
  return fit(sections, markdownLimit)
}

function opening(run: Run, { stale = [], leaks = [] }: MarkdownOptions, comparison: Comparison | undefined): Section {
  const issuers = run.targets.map(({ issuer, from }) => `${code(issuer)}${from === null ? ' (embedded mock)' : ''}`)
  const { started, finished, profile, interrupted } = run.run
  const sums = `${run.results.length} checks in ${duration(started, finished)}: ${tally(run) || 'none'}`
  const remarks = [
    ...(interrupted ? ['The run stopped early; this tells what was judged until then.'] : []),
    ...stale.map((entry) => `Baseline: ${code(entry, 400)}`),
    ...leaks.map((file) => `Removed from the report, for a secret was found in it: ${code(file)}`),
  ]
  const lines = [
    `## ${headline(run, { stale, leaks, comparison })}`,
    `${listed(issuers)} by the profile ${code(profile)}`,
    sums,
  ]
  return { head: [...lines.flatMap((line) => [line, '']), ...remarks.slice(0, 20).map((line) => `- ${line}`), ''] }
}

const issuersShown = 20

function listed(issuers: readonly string[]): string {
  const rest = issuers.length - issuersShown
  return [...issuers.slice(0, issuersShown), ...(rest > 0 ? [`${rest} more`] : [])].join(', ') || 'No target'
}

function broken(run: Run, members: readonly Finding[], comparison: Comparison | undefined): Section[] {
  const manyTargets = run.targets.length > 1
  const key = ({ check, target }: { check: string; target: string }): string => JSON.stringify([target, check])
  const fresh = new Set(comparison === undefined ? [] : freshlyBroken(comparison).map(key))
  const isFresh = ({ result }: Finding): boolean => comparison === undefined || fresh.has(key(result))
  const [before, now] = [members.filter((each) => !isFresh(each)), members.filter((each) => isFresh(each))]
  return [
    ...deviations(comparison === undefined ? 'Broken' : 'Newly broken', now, manyTargets),
    ...deviations('Broken before as well', before, manyTargets),
    ...repeating([...now, ...before], reproduce(run)),
  ]
}

function obstacles(all: readonly Finding[]): Section[] {
  const stuck = all.filter(({ result }) => result.verdict === 'blocked' || result.verdict === 'error')
  if (stuck.length === 0) return []
  const groups = groupBy(stuck, ({ result, cause }) => JSON.stringify([result.verdict, cause?.text ?? result.because]))
  const rows = [...groups.values()]
    .toSorted((left, right) => right.length - left.length)
    .flatMap((members) => members.slice(0, 1).map((first) => obstacle(first, members.length)))
  const head = [`### Could not be judged (${stuck.length})`, '', ...tableHead(['Checks', 'Verdict', 'Why'])]
  return [{ head, rows, most: 20, foot: [''] }]
}

function obstacle({ result, cause }: Finding, count: number): string {
  return row([String(count), result.verdict, code(cause?.text ?? result.because, 400)])
}

function closing({ out, address }: MarkdownOptions): Section {
  const where = address === undefined ? [] : [link('The whole report', address)]
  const evidence =
    out === undefined || out === '' || out.startsWith('..')
      ? []
      : [`What each check said and heard: ${code(`${out}/evidence`)}`]
  const lines = [...where, ...evidence]
  return { head: lines.length === 0 ? [] : [lines.join(' · ')] }
}

function unknown(all: readonly Finding[], verdict: Finding['result']['verdict']): Finding[] {
  return all.filter(({ result }) => result.verdict === verdict && result.known === null)
}
