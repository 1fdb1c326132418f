/// <reference lib="dom" />
import { h } from '../dom.ts'
import { visible, visibleLine } from './visible.ts'

/** Names and values in their order. */
export function pairsTable(caption: string, pairs: readonly (readonly [string, string | Node])[]): HTMLElement {
  const rows = pairs.map(([name, value]) =>
    h(
      'tr',
      {},
      h('th', { scope: 'row' }, visibleLine(name)),
      h('td', {}, typeof value === 'string' ? visible(value) : value),
    ),
  )
  return h('table', { class: 'pairs' }, h('caption', {}, caption), h('tbody', {}, ...rows))
}
