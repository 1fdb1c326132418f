import type { Change, ChangeKind, Comparison } from '../compare.ts'
import { changeKinds } from '../compare.ts'
import type { Run } from '../model.ts'
import { moment, summary } from './diff-text.ts'
import { changeHeadings, outcome, turn } from './diff-words.ts'
import { code, row, tableHead } from './markdown-text.ts'

/** Rows of one table; a comment on a pull request that nobody scrolls through helps nobody. */
const rowsShown = 50

/** What differs between two runs as Markdown, one table for each kind of change, the gravest first. */
export function markdownDiff(base: Run, head: Run, comparison: Comparison): string {
  const parts = [
    `**${summary(comparison)}**`,
    `${code(moment(base))} → ${code(moment(head))}`,
    ...changeKinds.flatMap((kind) => table(kind, comparison[kind])),
  ]
  return `${parts.join('\n\n')}\n`
}

function table(kind: ChangeKind, changes: readonly Change[]): string[] {
  if (changes.length === 0) return []
  const rows = changes.slice(0, rowsShown).map((change) => {
    const cells = [change.check, change.target, turn(change), outcome(change)]
    return row(cells.map((cell) => code(cell)))
  })
  const rest = changes.length - rows.length
  return [
    `### ${changeHeadings[kind]} (${changes.length})`,
    [...tableHead(['check', 'target', 'verdict', 'what was seen']), ...rows].join('\n'),
    ...(rest > 0 ? [`and ${rest} more`] : []),
  ]
}
