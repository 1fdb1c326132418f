import type { Data } from '../data.ts'
import { findings, type Finding } from '../../../lookup.ts'
import { groupBy } from '../../../group.ts'
import { areaOf } from '../../../lookup.ts'
import { h } from '../dom.ts'
import { parameter, searchHref } from '../route.ts'
import { matcher } from '../search/match.ts'
import { counted } from '../words.ts'
import { inPortions } from './portions.ts'
import { rowOf } from './row.ts'
import { choices, examples, toggled } from './choices.ts'

/** The results that a search finds, by area. The search stands in the address and is typed into. */
export function checksView(data: Data, query: string): HTMLElement {
  const all = findings(data.run)
  const many = data.run.targets.length > 1
  const rows = new Map<Finding, HTMLElement>()
  const input = h('input', {
    id: 'search',
    type: 'search',
    value: parameter(query, 'q'),
    autocomplete: 'off',
    spellcheck: 'false',
    placeholder: 'fail doc:rfc6749 code',
    'aria-describedby': 'search-help',
    input: () => renew(),
  })
  const count = h('p', { class: 'found', role: 'status' })
  const chips = h('ul', { class: 'choices', 'aria-label': 'Verdicts to show' })
  const list = h('div', { class: 'areas' })

  function renew(): void {
    const matches = matcher(input.value)
    const found = all.filter(matches)
    keepInAddress(input.value)
    count.textContent =
      found.length === all.length
        ? counted(all.length, 'result')
        : `${found.length} of ${counted(all.length, 'result')}`
    chips.replaceChildren(...choices(all, input.value, choose))
    const areas = [...groupBy(found, ({ result }) => areaOf(result.check))]
    inPortions(
      list,
      areas.map(
        ([name, members]) =>
          () =>
            area(name, members),
      ),
    )
    if (found.length === 0) list.replaceChildren(h('p', { class: 'nothing' }, 'No result is like that.'))
  }

  function choose(word: string): void {
    input.value = toggled(input.value, word)
    renew()
    chips.querySelector<HTMLElement>(`[data-word=${word}]`)?.focus()
  }

  function area(name: string, members: readonly Finding[]): HTMLElement {
    const lines = members.map((finding) => {
      const row = rows.get(finding) ?? h('li', {}, rowOf(finding, many))
      rows.set(finding, row)
      return row
    })
    const heading = h('h2', {}, name, h('span', { class: 'quiet' }, ` ${members.length}`))
    return h('section', { class: 'family' }, heading, h('ul', { class: 'rows' }, ...lines))
  }

  renew()
  return h(
    'div',
    { class: 'checks' },
    h('h1', {}, 'Checks'),
    h(
      'search',
      { class: 'searching' },
      h('label', { for: 'search' }, 'Search'),
      input,
      chips,
      examples((text) => {
        input.value = text
        renew()
        input.focus()
      }),
    ),
    count,
    list,
  )
}

/** Browsers refuse addresses that change too often; the search works all the same. */
function keepInAddress(query: string): void {
  try {
    history.replaceState(null, '', searchHref(query))
  } catch {
    return
  }
}
