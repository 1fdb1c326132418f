import type { Check } from '../harness/check.ts'
import { sections } from '../harness/sections.ts'
import { areaOf } from '../harness/selection.ts'
import { groupBy } from '../reports/group.ts'
import { hanging } from './hanging.ts'
import { toAscii } from '../reports/writers/terminal-lines.ts'

/** How a catalogue is ordered. */
export const orders = ['area', 'law'] as const

export type Order = (typeof orders)[number]

interface Style {
  readonly ascii: boolean
  /** Columns that lines are folded at; undefined folds nothing. */
  readonly width?: number | undefined
  /** Whether the checks are all there are, so that a section without one is a gap worth telling. */
  readonly whole?: boolean
}

/** Checks as text for people, by area or by document and section. */
export function catalogueText(checks: readonly Check[], order: Order, { ascii, width, whole = false }: Style): string {
  const text = order === 'area' ? byArea(checks, width) : byLaw(checks, whole, width)
  return ascii ? toAscii(text) : text
}

function byArea(checks: readonly Check[], width: number | undefined): string {
  const idWidth = Math.max(0, ...checks.map(({ id }) => id.length))
  return groups(
    groupBy(checks, ({ id }) => areaOf(id)),
    ({ id, law: [first], title }) => {
      return hanging(`  ${id.padEnd(idWidth)}  ${first.level.padEnd(8)}  `, title, width)
    },
  )
}

interface Entry {
  readonly document: string
  readonly section: string
  readonly level: string
  readonly id: string
  readonly text: string
}

function byLaw(checks: readonly Check[], whole: boolean, width: number | undefined): string {
  const entries = [...checks.flatMap(entriesOf), ...(whole ? gapsOf(checks) : [])].toSorted(
    (left, right) => inOrder(left.document, right.document) || inOrder(left.section, right.section),
  )
  const sectionWidth = Math.max(0, ...entries.map(({ section }) => section.length))
  const idWidth = Math.max(0, ...entries.map(({ id }) => id.length))
  return groups(
    groupBy(entries, ({ document }) => document),
    ({ section, level, id, text }) =>
      hanging(`  §${section.padEnd(sectionWidth)}  ${level.padEnd(8)}  ${id.padEnd(idWidth)}  `, text, width),
    ({ level }) => level !== noLevel,
  )
}

function entriesOf({ id, title, law }: Check): Entry[] {
  return law.map(({ document, section, level }) => ({ document, section, level, id, text: title }))
}

const noLevel = '—'

/** Sections of the cited documents about which no check asks. */
function gapsOf(checks: readonly Check[]): Entry[] {
  const cited = new Set(checks.flatMap(({ law }) => law.map(({ document, section }) => `${document} ${section}`)))
  return Object.entries(sections).flatMap(([document, titles]) =>
    Object.entries(titles).flatMap(([section, text]) =>
      cited.has(`${document} ${section}`) ? [] : [{ document, section, level: noLevel, id: 'no check', text }],
    ),
  )
}

function inOrder(left: string, right: string): number {
  return left.localeCompare(right, 'en', { numeric: true })
}

function groups<T>(
  named: ReadonlyMap<string, readonly T[]>,
  line: (item: T) => string,
  counts: (item: T) => boolean = () => true,
): string {
  const parts = [...named].map(([name, items]) => {
    return `${name} (${items.filter(counts).length})\n${items.map((item) => line(item)).join('')}`
  })
  return parts.join('\n')
}
