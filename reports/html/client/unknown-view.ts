import { h } from './dom.ts'

/** What an address that leads nowhere shows. */
export function unknownView(hash: string): HTMLElement {
  return h(
    'div',
    { class: 'unknown' },
    h('h1', {}, 'There is nothing here'),
    h('p', {}, 'Expected the address of a view or of a result of this run, got ', h('code', {}, hash), '.'),
    h('p', {}, h('a', { href: '#/' }, 'To the summary'), ' · ', h('a', { href: '#/checks' }, 'To all checks')),
  )
}
