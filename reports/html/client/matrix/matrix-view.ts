/// <reference lib="dom" />
import type { Result, Run } from '../../../model.ts'
import { sign } from '../badge.ts'
import { checkAddress } from '../check/addresses.ts'
import { visibleLine } from '../check/visible.ts'
import type { Data } from '../data.ts'
import { h } from '../dom.ts'
import { standingOf, standings, type Standing } from '../verdicts.ts'
import { areasOf, readQuery, sumsOf, type Area, type MatrixQuery, type Row, type Wish } from './rows.ts'

/** Every target against every check, by area; `q=differ` and `q=broken` in the query leave only such rows, other words are searched for. */
export function matrixView(data: Data, query: string): HTMLElement {
  const { run } = data
  const asked = readQuery(query)
  const areas = areasOf({ run, query: asked })
  const rows = areas.reduce((sum, area) => sum + area.rows.length, 0)
  return h(
    'section',
    { class: 'matrix-view' },
    h('h2', {}, 'Matrix'),
    wishes(asked),
    legend(),
    h(
      'p',
      { role: 'status' },
      rows === 0
        ? 'No check is as asked for.'
        : `${counted(rows, 'check')} on ${counted(run.targets.length, 'target')}`,
    ),
    rows === 0
      ? undefined
      : h(
          'div',
          { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Verdicts by check and target' },
          table(run, areas),
        ),
  )
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`
}

const words: Readonly<Record<Wish, string>> = {
  all: 'All checks',
  differ: 'Where targets differ',
  broken: 'Deviations and what could not be judged',
}

function wishes({ wish, words: sought }: MatrixQuery): HTMLElement {
  const links = (['all', 'differ', 'broken'] as const).map((each) => {
    const terms = [...(each === 'all' ? [] : [each]), ...sought].join(' ')
    const href = terms === '' ? '#/matrix' : `#/matrix?q=${encodeURIComponent(terms)}`
    return h('a', { href, ...(each === wish ? { 'aria-current': 'true' } : {}) }, words[each])
  })
  return h('nav', { class: 'wishes', 'aria-label': 'Rows of the matrix' }, ...links)
}

function legend(): HTMLElement {
  return h('p', { class: 'legend' }, ...standings.map((each) => h('span', {}, sign(each), ` ${each} `)))
}

function table(run: Run, areas: readonly Area[]): HTMLElement {
  const names = run.targets.map(({ name }) =>
    h(
      'th',
      { scope: 'col' },
      h('span', { class: 'target', title: visibleLine(name) }, visibleLine(name)),
      sums(run, name),
    ),
  )
  return h(
    'table',
    {},
    h('caption', {}, 'Verdicts by check and target'),
    h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, 'Check'), ...names)),
    ...areas.map((area) => areaRows(run, area)),
  )
}

/** Skips and notes part no good target from a bad one; passes are told so that no column is without a sum. */
function sums(run: Run, target: string): HTMLElement {
  const found = sumsOf(run, target)
  const shown = (['pass', 'fail', 'warn', 'blocked', 'error', 'known'] as const).filter(
    (key) => key === 'pass' || found.has(key),
  )
  return h('span', { class: 'sums' }, ...shown.map((key) => sum(key, found.get(key) ?? 0)))
}

function sum(standing: Standing, count: number): HTMLElement {
  return h(
    'span',
    { title: `${count} ${standing}` },
    sign(standing),
    ` ${count}`,
    h('span', { class: 'unseen' }, ` ${standing}`),
  )
}

function areaRows(run: Run, { area, rows }: Area): HTMLElement {
  const heading = h('th', { scope: 'rowgroup', class: 'area' }, `${visibleLine(area)} (${rows.length})`)
  const filler = run.targets.map(() => h('td', { class: 'area' }))
  return h('tbody', {}, h('tr', {}, heading, ...filler), ...rows.map(row))
}

function row({ check, title, cells }: Row): HTMLElement {
  const name = h('th', { scope: 'row', title: visibleLine(title) }, visibleLine(check))
  return h('tr', {}, name, ...cells.map(cell))
}

function cell(result: Result | undefined): HTMLElement {
  if (result === undefined) return h('td', {}, h('span', { class: 'unseen' }, 'not judged'))
  const standing = standingOf(result)
  const words = standing === 'known' ? `known ${result.verdict}` : standing
  return h('td', {}, h('a', { href: checkAddress(result), 'aria-label': words }, sign(standing)))
}
