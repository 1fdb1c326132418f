import type { Finding } from '../lookup.ts'
import type { Run } from '../model.ts'
import type { Section } from './markdown-fit.ts'
import { code, plain, row, tableHead } from './markdown-text.ts'

const most = 50
const day = 86_400_000

/**
 * Deviations the baseline accepts: why, where that is dealt with, how long that holds, and whether it was so in the earlier run if there is one.
 */
export function known(all: readonly Finding[], run: Run, base: Run | undefined): Section[] {
  const rows = all.flatMap(({ result: { known: entry, check, target, verdict } }) => {
    if (entry === null) return []
    const cells = [
      code(run.targets.length > 1 ? `${check} at ${target}` : check),
      verdict,
      plain(entry.reason),
      plain(entry.issue ?? ''),
      untilWhen(entry.until, run),
    ]
    return [row(base === undefined ? cells : [...cells, sinceWhen({ check, target }, base)])]
  })
  if (rows.length === 0) return []
  const columns = ['Check', 'Verdict', 'Reason', 'Issue', 'Until', ...(base === undefined ? [] : ['Accepted'])]
  return [{ head: [`### Known deviations (${rows.length})`, '', ...tableHead(columns)], rows, most, foot: [''] }]
}

function untilWhen(until: string | null, { run }: Run): string {
  if (until === null) return 'no end'
  const days = Math.ceil((Date.parse(until) - Date.parse(run.finished)) / day)
  return Number.isNaN(days) ? code(until) : `${plain(until)} (${days} ${Math.abs(days) === 1 ? 'day' : 'days'} left)`
}

function sinceWhen({ check, target }: { check: string; target: string }, { run, results }: Run): string {
  const earlier = results.find((result) => result.check === check && result.target === target)
  return earlier?.known ? `since ${run.started.slice(0, 10)} or longer` : 'since this run'
}
