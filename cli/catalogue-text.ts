import type { Check } from '../harness/check.ts'
import type { Law } from '../harness/law.ts'
import { areaOf } from '../harness/selection.ts'
import { groupBy } from '../reports/group.ts'
import { toAscii } from '../reports/writers/terminal-lines.ts'

/** How a catalogue is ordered. */
export const orders = ['area', 'law'] as const

export type Order = (typeof orders)[number]

/** Checks as text for people, by area or by document and section. */
export function catalogueText(checks: readonly Check[], order: Order, { ascii }: { readonly ascii: boolean }): string {
  const text = order === 'area' ? byArea(checks) : byLaw(checks)
  return ascii ? toAscii(text) : text
}

function byArea(checks: readonly Check[]): string {
  const width = Math.max(0, ...checks.map(({ id }) => id.length))
  return sections(
    groupBy(checks, ({ id }) => areaOf(id)),
    ({ id, law: [first], title }) => {
      return `${id.padEnd(width)}  ${first.level.padEnd(8)}  ${title}`
    },
  )
}

interface Entry {
  readonly check: Check
  readonly law: Law
}

function byLaw(checks: readonly Check[]): string {
  const entries: Entry[] = checks
    .flatMap((check) => check.law.map((law) => ({ check, law })))
    .toSorted(
      (left, right) => inOrder(left.law.document, right.law.document) || inOrder(left.law.section, right.law.section),
    )
  const sectionWidth = Math.max(0, ...entries.map(({ law }) => law.section.length))
  const idWidth = Math.max(0, ...checks.map(({ id }) => id.length))
  return sections(
    groupBy(entries, ({ law }) => law.document),
    ({ check, law }) => {
      return `§${law.section.padEnd(sectionWidth)}  ${law.level.padEnd(8)}  ${check.id.padEnd(idWidth)}  ${check.title}`
    },
  )
}

function inOrder(left: string, right: string): number {
  return left.localeCompare(right, 'en', { numeric: true })
}

function sections<T>(groups: ReadonlyMap<string, readonly T[]>, line: (item: T) => string): string {
  const parts = [...groups].map(([name, items]) => {
    return `${name} (${items.length})\n${items.map((item) => `  ${line(item)}\n`).join('')}`
  })
  return parts.join('\n')
}
