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

/** What stands in for a view that could not be made. */
export function faultView(error: unknown): HTMLElement {
  return h(
    'div',
    { class: 'unknown' },
    h('h1', {}, 'This cannot be shown'),
    h(
      'p',
      {},
      'That is a fault of the report, not of the target. The same is in run.json. ',
      h('code', {}, String(error)),
    ),
  )
}
