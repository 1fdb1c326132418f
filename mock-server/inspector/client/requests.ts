/// <reference lib="dom" />
import { ask, inTenant, offers, type Entry } from './api.ts'
import { button, byId, copies, h, say } from './dom.ts'
import { detailOf } from './detail.ts'
import { curlOf } from './curl.ts'

/** A row, and the entry it stands for as text, by which it is recognised. */
interface Row {
  readonly key: string
  readonly entry: Entry
  readonly item: HTMLLIElement
}

const clock = (time: number): string => new Date(time).toLocaleTimeString('en-GB')

const failed = ({ error, status }: Entry): boolean => error !== undefined || status >= 400

/** The requests of a tenant, newest first, and one of them in full. */
export class Requests {
  readonly #tenant: string
  readonly #list = h('ol', { class: 'rows', 'aria-label': 'Requests, newest first' })
  readonly #empty = h('p', { class: 'quiet' }, 'No request yet. What the tenant is asked shows up here by itself.')
  readonly #detail = h('section', { class: 'detail', 'aria-label': 'Request in full', tabindex: '-1' })
  readonly #frame = h('div', { class: 'split' })
  readonly #filter = h('input', {
    id: 'filter',
    type: 'search',
    placeholder: 'token web invalid_grant',
    autocomplete: 'off',
  })
  readonly #refused = h('input', { id: 'refused', type: 'checkbox' })
  #rows: Row[] = []
  #path: string | undefined

  constructor(tenant: string) {
    this.#tenant = tenant
    for (const input of [this.#filter, this.#refused]) input.addEventListener('input', () => this.#sift())
  }

  async show(place: HTMLElement): Promise<void> {
    const har = (await offers('/journal/har')) ? button('Download HAR', () => this.#download()) : undefined
    const tools = h(
      'div',
      { class: 'tools' },
      h('div', { class: 'field' }, h('label', { for: 'filter' }, 'Filter'), this.#filter),
      h('div', { class: 'tick' }, this.#refused, h('label', { for: 'refused' }, 'Refused only')),
      har,
      button('Clear', async () => {
        await ask(inTenant(this.#tenant, '/journal'), 'DELETE')
        this.#close()
        await this.update()
      }),
    )
    this.#close()
    this.#frame.append(h('div', { class: 'list' }, this.#empty, this.#list), this.#detail)
    place.replaceChildren(tools, this.#frame)
  }

  /** Fetches what came since; rows that stand keep their focus. */
  async update(): Promise<void> {
    this.#path ??= inTenant(this.#tenant, (await offers('/journal', 'secrets')) ? '/journal?secrets=true' : '/journal')
    const entries = await ask<Entry[]>(this.#path)
    const keys = entries.map((entry) => JSON.stringify(entry))
    if (!this.#rows.every(({ key }, index) => key === keys[index])) {
      this.#rows = []
      this.#list.replaceChildren()
    }
    for (const [index, entry] of entries.entries()) {
      if (index < this.#rows.length) continue
      const item = h('li', {}, this.#summary(entry))
      this.#rows.push({ key: keys[index] ?? '', entry, item })
      this.#list.prepend(item)
    }
    this.#sift()
  }

  #summary(entry: Entry): HTMLElement {
    const { time, method, endpoint, client = '', grant = '', error, detail, status } = entry
    const outcome = error ?? (status >= 400 ? 'refused' : 'ok')
    return h(
      'button',
      { type: 'button', class: 'row', click: (event) => this.#open(entry, event.currentTarget) },
      h('span', { class: failed(entry) ? 'pill bad' : 'pill good' }, `${status} ${outcome}`),
      h(
        'span',
        { class: 'what' },
        h('strong', {}, endpoint),
        ` ${[method, client, grant].filter(Boolean).join(' · ')}`,
      ),
      h('time', {}, clock(time)),
      detail === undefined ? undefined : h('span', { class: 'why' }, detail.split('\n')[0]),
    )
  }

  #open(entry: Entry, row: EventTarget | null): void {
    for (const one of this.#list.querySelectorAll('[aria-current]')) one.removeAttribute('aria-current')
    if (row instanceof HTMLElement) row.setAttribute('aria-current', 'true')
    const curl = curlOf(entry)
    const tools = h(
      'div',
      { class: 'tools' },
      button(
        'Back to the list',
        () => {
          this.#close()
          if (row instanceof HTMLElement) row.focus()
        },
        { class: 'back' },
      ),
      curl === undefined ? undefined : copies('Copy as curl', () => curl),
      copies('Copy as JSON', () => JSON.stringify(entry, undefined, 2)),
    )
    this.#detail.replaceChildren(tools, detailOf(entry))
    this.#frame.classList.add('open')
    this.#detail.focus({ preventScroll: true })
    if (this.#detail.getBoundingClientRect().top < 0) this.#detail.scrollIntoView()
  }

  #close(): void {
    this.#frame.classList.remove('open')
    this.#detail.replaceChildren(h('p', { class: 'quiet' }, 'Choose a request to see all of it.'))
  }

  #sift(): void {
    const words = this.#filter.value.toLowerCase().split(/\s+/)
    let shown = 0
    for (const { entry, key, item } of this.#rows) {
      const fits = words.every((word) => key.toLowerCase().includes(word)) && (!this.#refused.checked || failed(entry))
      item.hidden = !fits
      if (fits) shown += 1
    }
    this.#empty.hidden = this.#rows.length > 0
    byId('count').textContent =
      shown === this.#rows.length ? `${shown} requests` : `${shown} of ${this.#rows.length} requests`
  }

  async #download(): Promise<void> {
    const har = await ask(inTenant(this.#tenant, '/journal/har'))
    const url = URL.createObjectURL(new Blob([JSON.stringify(har)], { type: 'application/json' }))
    h('a', { href: url, download: `${this.#tenant}.har` }).click()
    URL.revokeObjectURL(url)
    say('HAR saved')
  }
}
