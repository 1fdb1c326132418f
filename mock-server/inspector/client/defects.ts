/// <reference lib="dom" />
import { ask, inTenant, type Defect } from './api.ts'
import { attempt, button, byId, h, say } from './dom.ts'

interface Row {
  readonly defect: Defect
  readonly box: HTMLInputElement
  readonly item: HTMLLIElement
}

/** Every defect the mock can have, to search and to switch. */
export async function showDefects(tenant: string, place: HTMLElement): Promise<void> {
  const path = (id: string): string => inTenant(tenant, `/defects/${encodeURIComponent(id)}`)
  const filter = h('input', { id: 'filter', type: 'search', placeholder: 'refresh token expired', autocomplete: 'off' })
  const only = h('input', { id: 'only', type: 'checkbox' })

  const rows = (await ask<Defect[]>(inTenant(tenant, '/defects'))).map((defect): Row => {
    const { id, sentence, document, section } = defect
    const box = h('input', { type: 'checkbox', id: `on-${id}`, 'aria-describedby': `about-${id}` })
    box.checked = defect.on
    box.addEventListener('change', () => {
      const { checked } = box
      void attempt(async () => {
        await ask(path(id), checked ? 'PUT' : 'DELETE').catch((error: unknown) => {
          box.checked = !checked
          throw error
        })
        say(`${id} is ${checked ? 'on' : 'off'}`)
        sift()
      })
    })
    const about = h('span', { class: 'why', id: `about-${id}` }, `${sentence} (${document}, section ${section})`)
    return {
      defect,
      box,
      item: h('li', { class: 'switch' }, box, h('div', {}, h('label', { for: `on-${id}` }, id), about)),
    }
  })

  function sift(): void {
    const words = filter.value.toLowerCase().split(/\s+/)
    let shown = 0
    for (const { defect, box, item } of rows) {
      const text = Object.values(defect).join(' ').toLowerCase()
      item.hidden = !words.every((word) => text.includes(word)) || (only.checked && !box.checked)
      if (!item.hidden) shown += 1
    }
    const on = rows.filter(({ box }) => box.checked).length
    byId('count').textContent = `${shown} of ${rows.length} defects, ${on} on`
  }

  for (const input of [filter, only]) input.addEventListener('input', sift)
  const tools = h(
    'div',
    { class: 'tools' },
    h('div', { class: 'field' }, h('label', { for: 'filter' }, 'Search'), filter),
    h('div', { class: 'tick' }, only, h('label', { for: 'only' }, 'Switched on only')),
    button('Switch all off', async () => {
      await ask(inTenant(tenant, '/defects'), 'DELETE')
      for (const { box } of rows) box.checked = false
      sift()
      say('Every defect is off')
    }),
  )
  place.replaceChildren(tools, h('ul', { class: 'rows' }, ...rows.map(({ item }) => item)))
  sift()
}
