/// <reference lib="dom" />
import { h } from '../dom.ts'

/** A block of text to be copied, with a button that does it and says so. */
export function copyable(label: string, text: string): HTMLElement {
  const shown = h('pre', { tabindex: '0', role: 'group', 'aria-label': label }, h('code', {}, text))
  const said = h('span', { role: 'status' })
  const button = h(
    'button',
    {
      type: 'button',
      'aria-label': `Copy: ${label}`,
      click: () => void copied(text, shown).then((word) => (said.textContent = word)),
    },
    'Copy',
  )
  return h('div', { class: 'copyable' }, shown, h('div', { class: 'copy' }, button, said))
}

/** A page from a disk may not reach the clipboard in every browser; then the text is marked, one key away from a copy. */
async function copied(text: string, shown: HTMLElement): Promise<string> {
  try {
    await navigator.clipboard.writeText(text)
    return 'Copied'
  } catch {
    getSelection()?.selectAllChildren(shown)
    return 'Marked: press Ctrl+C or ⌘C'
  }
}
