import type { Change, ChangeKind, Comparison } from '../compare.ts'
import { changeKinds } from '../compare.ts'
import type { Run } from '../model.ts'
import { excerpt } from '../printable.ts'
import { moment, summary } from './diff-text.ts'
import { changeHeadings, outcome, turn } from './diff-words.ts'

/** Rows of one table; a comment on a pull request that nobody scrolls through helps nobody. */
const rowsShown = 50
const outcomeLimit = 200

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
    const cells = [change.check, change.target, turn(change), excerpt(outcome(change), outcomeLimit)]
    return `| ${cells.map(code).join(' | ')} |`
  })
  const rest = changes.length - rows.length
  return [
    `### ${changeHeadings[kind]} (${changes.length})`,
    ['| check | target | verdict | what was seen |', '| --- | --- | --- | --- |', ...rows].join('\n'),
    ...(rest > 0 ? [`and ${rest} more`] : []),
  ]
}

/** Foreign text as code, inside a table too: nothing in it is markup, mentions nobody and ends no cell. */
function code(text: string): string {
  const plain = excerpt(text, 1000).replaceAll('|', '\\|')
  if (plain === '') return ''
  const longest = Math.max(0, ...[...plain.matchAll(/`+/g)].map(([run]) => run.length))
  const fence = '`'.repeat(longest + 1)
  const pad = plain.startsWith('`') || plain.endsWith('`') ? ' ' : ''
  return `${fence}${pad}${plain}${pad}${fence}`
}
