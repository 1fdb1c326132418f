import { areaOf } from '../../../lookup.ts'
import type { Result, Run, Verdict } from '../../../model.ts'

/** Which rows are wanted: all, those on which targets part, or those with a deviation or a failure to judge. */
export type Wish = 'all' | 'differ' | 'broken'

export interface Row {
  readonly check: string
  readonly title: string
  /** One for each target, in the order of the run. */
  readonly cells: readonly (Result | undefined)[]
}

export interface Area {
  readonly area: string
  readonly rows: readonly Row[]
}

/** What the matrix shows, out of the part of the address after `#/matrix`: `q=differ`, `q=broken token`. */
export interface MatrixQuery {
  readonly wish: Wish
  /** Words that the id or the title must hold. */
  readonly words: readonly string[]
}

/** Reads the query of the address, with or without `?` and `q=`. */
export function readQuery(query: string): MatrixQuery {
  const text = query.replace(/^\?/, '')
  const told = /(?:^|&)q=/.test(text) ? (new URLSearchParams(text).get('q') ?? '') : text
  const words = told.toLowerCase().split(/\s+/).filter(Boolean)
  const wish = words.find((word) => word === 'differ' || word === 'broken') ?? 'all'
  return { wish, words: words.filter((word) => word !== 'differ' && word !== 'broken') }
}

/** The checks of a run against its targets, by area, as far as they are wanted; areas without rows are left away. */
export function areasOf({ run, query }: { readonly run: Run; readonly query: MatrixQuery }): Area[] {
  const areas = new Map<string, Row[]>()
  for (const row of rowsOf(run).filter((each) => isWanted(each, query))) {
    const area = areaOf(row.check)
    const rows = areas.get(area) ?? []
    areas.set(area, [...rows, row])
  }
  return [...areas].map(([area, rows]) => ({ area, rows }))
}

function rowsOf(run: Run): Row[] {
  const columns = new Map(run.targets.map(({ name }, index) => [name, index]))
  const titles = new Map(run.checks.map(({ id, title }) => [id, title]))
  const cells = new Map<string, (Result | undefined)[]>()
  for (const result of run.results) {
    const column = columns.get(result.target)
    const row = cells.get(result.check) ?? run.targets.map(() => undefined)
    if (column !== undefined) row[column] = result
    cells.set(result.check, row)
  }
  return [...cells].map(([check, row]) => ({ check, title: titles.get(check) ?? '', cells: row }))
}

const bad: readonly (Verdict | undefined)[] = ['fail', 'warn', 'blocked', 'error']

function isWanted({ check, title, cells }: Row, { wish, words }: MatrixQuery): boolean {
  const text = `${check} ${title}`.toLowerCase()
  if (!words.every((word) => text.includes(word))) return false
  if (wish === 'broken') return cells.some((result) => bad.includes(result?.verdict))
  if (wish === 'differ') return new Set(cells.map((result) => result?.verdict)).size > 1
  return true
}

/** How often each verdict was reached on a target, accepted deviations counted apart as `known`. */
export function sumsOf(run: Run, target: string): Map<Verdict | 'known', number> {
  const sums = new Map<Verdict | 'known', number>()
  for (const { verdict, known } of run.results.filter((result) => result.target === target)) {
    const key = known === null ? verdict : 'known'
    sums.set(key, (sums.get(key) ?? 0) + 1)
  }
  return sums
}
