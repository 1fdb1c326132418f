/// <reference lib="dom" />
import { toldOften } from '../../../distribution.ts'
import type { Result } from '../../../model.ts'
import type { Data } from '../data.ts'
import { fullBadgeOf } from '../badge.ts'
import { h } from '../dom.ts'
import { standingOf } from '../verdicts.ts'
import { described, lawLink } from './about-view.ts'
import { copyable } from './copy-button.ts'
import { difference, type Part } from './difference.ts'
import { visible, visibleLine } from './visible.ts'

/** What a reader of a red build wants first: the verdict, the law, what was wanted and what came, and how to run just this. */
export function outcomeView(data: Data, result: Result): HTMLElement {
  const laws = data.check(result.check)?.laws ?? []
  return h(
    'section',
    { class: `outcome outcome-${standingOf(result)}`, 'aria-label': 'Outcome' },
    h('p', { class: 'because' }, fullBadgeOf(result), ' ', visibleLine(result.because)),
    laws.length === 0 ? undefined : h('p', { class: 'laws' }, ...laws.flatMap((law) => [lawLink(law), ' '])),
    ...compared(result),
    h('dl', {}, ...circumstances(data, result)),
    h('h3', {}, 'Run just this check'),
    copyable('command that judges this check again', data.reproduce(result)),
  )
}

function compared({ verdict, expected, actual }: Result): HTMLElement[] {
  if (expected === null && actual === null) return []
  if (actual === null)
    return [
      h(
        'div',
        { class: 'compared' },
        side(verdict === 'pass' ? 'Expected, and so it was' : 'Expected', [{ text: expected ?? '', same: true }]),
      ),
    ]
  if (expected === null) return [h('div', { class: 'compared' }, side('Actual', [{ text: actual, same: true }]))]
  const found = difference(expected, actual)
  const partly = found.expected.some(({ same }) => same)
  const plain = (parts: readonly Part[]): Part[] => parts.map(({ text }) => ({ text, same: true }))
  return [
    h(
      'div',
      { class: 'compared' },
      side('Expected', partly ? found.expected : plain(found.expected)),
      side('Actual', partly ? found.actual : plain(found.actual)),
    ),
  ]
}

function side(title: string, parts: readonly Part[]): HTMLElement {
  const text = parts.map((part) => (part.same ? visible(part.text) : h('mark', {}, visible(part.text))))
  return h('div', { class: `side side-${title.slice(0, 6).toLowerCase()}` }, h('h3', {}, title), h('p', {}, ...text))
}

function circumstances(data: Data, result: Result): HTMLElement[] {
  const { known, tolerated, unstable, attempts, notes, ms, waited } = result
  const cause = data.cause(result.cause)
  const judged = attempts === 1 ? 'once' : `${attempts} times`
  const often = toldOften(result)
  return [
    ...described('Known', known === null ? '' : visible(known.reason)),
    ...described('Issue', visibleLine(known?.issue ?? '')),
    ...described('Known until', visibleLine(known?.until ?? '')),
    ...described('Tolerated', visible(tolerated ?? '')),
    ...described('Unstable', unstable ? 'Judgements of the same thing disagreed; the gravest counts.' : ''),
    ...described('Cause', cause === undefined ? '' : visible(`${cause.text} (${cause.results} results)`)),
    ...described('Notes', ...notes.map((note) => h('p', {}, visible(note)))),
    ...described(
      'Judged',
      `${judged}${often === undefined ? '' : `: ${often}`}, in ${ms} ms${waited > 0 ? `, ${waited} s let pass` : ''}`,
    ),
  ]
}
