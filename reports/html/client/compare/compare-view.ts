import type { Data } from '../data.ts'
import { h } from '../dom.ts'

/** The run beside an earlier one. */
export function compareView(data: Data): HTMLElement {
  return h('section', {}, h('h1', {}, 'Compare'), h('p', {}, data.base?.run.id ?? ''))
}
