/// <reference lib="dom" />
import { h } from '../dom.ts'
import { visible } from './visible.ts'

/** What is laid out at once, characters; more would hold the browser up. */
const atOnce = 20_000

/** Foreign text with its line ends; a long one is cut, with a button that shows the rest. */
export function longText(label: string, text: string): HTMLElement {
  const code = h('code', {}, visible(text.slice(0, atOnce)))
  const block = h('pre', { tabindex: '0', role: 'group', 'aria-label': label }, code)
  if (text.length <= atOnce) return block
  const more = h(
    'button',
    {
      type: 'button',
      click: () => {
        code.textContent = visible(text)
        more.remove()
        block.focus()
      },
    },
    `Show all ${text.length.toLocaleString('en')} characters`,
  )
  return h('div', { class: 'long' }, block, more)
}
