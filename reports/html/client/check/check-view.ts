import type { Result } from '../../../model.ts'
import type { Data } from '../data.ts'
import { h } from '../dom.ts'

/** One check with its evidence. */
export function checkView(data: Data, result: Result): HTMLElement {
  return h('article', {}, h('h1', {}, data.check(result.check)?.title ?? result.check), h('p', {}, result.because))
}
