import { toldOften } from '../distribution.ts'
import type { Finding } from '../lookup.ts'
import type { Section } from './markdown-fit.ts'
import { cite } from '../lookup.ts'
import { printable } from '../printable.ts'
import { code, fenceAround, link, plain, row, tableHead } from './markdown-text.ts'

const most = 50

/** Deviations as a table: the check, what was wanted, what came, and where that is written; nothing when there are none. */
export function deviations(heading: string, members: readonly Finding[], manyTargets: boolean): Section[] {
  if (members.length === 0) return []
  const columns = ['Check', ...(manyTargets ? ['Target'] : []), 'Expected', 'Got', 'Law']
  const rows = members.map((finding) => deviation(finding, manyTargets))
  return [{ head: [`### ${heading} (${members.length})`, '', ...tableHead(columns)], rows, most, foot: [''] }]
}

/** The commands that judge these alone, folded away; nothing when there are none. */
export function repeating(members: readonly Finding[], command: (check: string, target: string) => string): Section[] {
  if (members.length === 0) return []
  const shown = members.slice(0, most)
  const commands = shown.map(({ result }) => printable(command(result.check, result.target)))
  const fence = fenceAround(commands)
  const head = ['<details><summary>How to judge them again, each alone</summary>', '', `${fence}sh`]
  return [{ head, rows: commands, foot: [fence, '', '</details>', ''] }]
}

function deviation({ result, check }: Finding, manyTargets: boolean): string {
  const doubt = result.unstable ? ` (unstable: ${toldOften(result) ?? 'two judgements disagreed'})` : ''
  const tolerated = result.tolerated === null ? '' : `<br>tolerated: ${plain(result.tolerated)}`
  return row([
    `${code(result.check)}<br>${plain(`${check.title}${doubt}`)}`,
    ...(manyTargets ? [code(result.target)] : []),
    code(result.expected ?? check.holds),
    `${code(result.actual ?? result.because)}${tolerated}`,
    check.laws.map((law) => link(cite(law), law.url)).join('<br>') || plain(result.because),
  ])
}
