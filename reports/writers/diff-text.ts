import { createColors } from 'picocolors'

import type { Change, ChangeKind, Comparison } from '../compare.ts'
import { changeKinds } from '../compare.ts'
import type { Run } from '../model.ts'
import { excerpt, printable } from '../printable.ts'
import { changeHeadings, outcome, turn } from './diff-words.ts'
import { toAscii } from './terminal-lines.ts'

/** How a comparison is told to people. */
export interface DiffOptions {
  readonly color: boolean
  /** Letters any terminal has, instead of signs. */
  readonly ascii: boolean
}

const outcomeLimit = 300
const bad: readonly ChangeKind[] = ['newlyBroken', 'newlyBlocked', 'newlySkipped', 'worse', 'knownRemoved']
const told: readonly ChangeKind[] = ['newlyBroken', 'newlyBlocked', 'newlySkipped', 'worse', 'reasonChanged']

/** What differs between two runs, for a terminal or a CI log, the gravest first. Text of the server never begins a line. */
export function renderDiff(base: Run, head: Run, comparison: Comparison, options: DiffOptions): string {
  const manyTargets = new Set([...base.targets, ...head.targets].map(({ name }) => name)).size > 1
  const lines = [
    printable(`${moment(base)} → ${moment(head)}`),
    '',
    ...changeKinds.flatMap((kind) => section(kind, comparison[kind], manyTargets, options.color)),
    summary(comparison),
  ]
  const text = `${lines.join('\n')}\n`
  return options.ascii ? toAscii(text).replaceAll('→', '->') : text
}

/** How many changes of which kind, in one line. */
export function summary(comparison: Comparison): string {
  const counts = changeKinds.map((kind) => [kind, comparison[kind].length] as const).filter(([, count]) => count > 0)
  return counts.map(([kind, count]) => `${count} ${changeHeadings[kind]}`).join(' · ') || 'nothing changed'
}

/** A run by when it was and by what it judged. */
export function moment({ run, tool }: Run): string {
  const partial = run.interrupted ? ', stopped early' : ''
  return `${run.started.slice(0, 16).replace('T', ' ')} (${run.profile}, Assay ${tool.version}${partial})`
}

function section(kind: ChangeKind, changes: readonly Change[], manyTargets: boolean, color: boolean): string[] {
  if (changes.length === 0) return []
  const { red, bold, dim } = createColors(color)
  const heading = `${changeHeadings[kind]} (${changes.length})`
  const lines = changes.flatMap((change) => [
    `${dim('│')} ${printable(`${change.check}${manyTargets ? ` at ${change.target}` : ''}  ${change.title}`)}`,
    `${dim('│')}   ${told.includes(kind) ? `${turn(change)}: ${excerpt(outcome(change), outcomeLimit)}` : turn(change)}`,
  ])
  return [bad.includes(kind) ? red(heading) : bold(heading), ...lines, '']
}
