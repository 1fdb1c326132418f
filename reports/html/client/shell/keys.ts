/// <reference lib="dom" />
import { h } from '../dom.ts'

const keys: readonly (readonly [string, string])[] = [
  ['/', 'search the checks'],
  ['j', 'next row; next check'],
  ['k', 'previous row; previous check'],
  ['Enter', 'open the row'],
  ['Esc', 'leave the search; back from a check'],
  ['?', 'these keys'],
]

/** Lets the page be read without a mouse. Keys with Ctrl, Alt or Meta stay the browser's. */
export function listenToKeys(page: Document): void {
  const dialog = explanation()
  page.body.append(dialog)
  page.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || dialog.open) return
    const typing = event.target instanceof Element && event.target.closest('input, textarea, select') !== null
    const done = typing ? event.key === 'Escape' && leaveSearch(page) : act(page, dialog, event.key)
    if (done) event.preventDefault()
  })
}

function act(page: Document, dialog: HTMLDialogElement, key: string): boolean {
  if (key === '/') return search(page)
  if (key === 'j') return step(page, 1)
  if (key === 'k') return step(page, -1)
  if (key === 'Escape') return back()
  if (key !== '?') return false
  dialog.showModal()
  return true
}

function search(page: Document): boolean {
  if (page.getElementById('search') === null) location.hash = '#/checks'
  // The view is there once the change of the address has been told.
  setTimeout(() => {
    const field = page.getElementById('search')
    field?.focus()
    if (field instanceof HTMLInputElement) field.select()
  })
  return true
}

function leaveSearch(page: Document): boolean {
  const row = page.querySelector<HTMLElement>('main [data-row]')
  if (row) row.focus()
  else if (page.activeElement instanceof HTMLElement) page.activeElement.blur()
  return true
}

function step(page: Document, direction: 1 | -1): boolean {
  const rows = [...page.querySelectorAll<HTMLElement>('main [data-row]')].filter(
    (row) => row.getClientRects().length > 0,
  )
  if (rows.length === 0) return follow(page, direction === 1 ? 'next' : 'prev')
  const at = rows.findIndex((row) => row === page.activeElement)
  const goal = rows[at < 0 ? 0 : Math.min(Math.max(at + direction, 0), rows.length - 1)]
  goal?.focus()
  goal?.scrollIntoView({ block: 'nearest' })
  return true
}

function follow(page: Document, way: string): boolean {
  const link = page.querySelector<HTMLElement>(`main a[rel~=${way}]`)
  link?.click()
  return link !== null
}

function back(): boolean {
  if (!location.hash.startsWith('#/check/')) return false
  if (history.length > 1) history.back()
  else location.hash = '#/checks'
  return true
}

function explanation(): HTMLDialogElement {
  const dialog = h(
    'dialog',
    { 'aria-labelledby': 'keys' },
    h('h2', { id: 'keys' }, 'Keys'),
    h(
      'dl',
      { class: 'facts' },
      ...keys.map(([key, text]) => h('div', {}, h('dt', {}, h('kbd', {}, key)), h('dd', {}, text))),
    ),
    h('button', { type: 'button', click: () => dialog.close() }, 'Close'),
  )
  return dialog
}
