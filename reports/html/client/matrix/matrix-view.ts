import type { Data } from '../data.ts'
import { h } from '../dom.ts'

/** Targets beside each other. */
export function matrixView(data: Data, query: string): HTMLElement {
  return h('section', {}, h('h1', {}, 'Matrix'), h('p', {}, `${data.run.targets.length} targets ${query}`))
}
