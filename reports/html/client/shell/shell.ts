import type { Data } from '../data.ts'
import { h } from '../dom.ts'
import { parseRoute, type Route } from '../route.ts'
import { faultView } from '../nothing-view.ts'
import { viewOf, type View } from '../view.ts'
import { arrive, leftRow, remember, type Place } from './places.ts'

/** The page around the views. */
export interface Shell {
  /** Shows what the address says, having left another (its hash). */
  show(left?: string): void
}

const names = { summary: 'Summary', laws: 'Laws', checks: 'Checks', matrix: 'Matrix', compare: 'Compare' } as const

/** Builds navigation and content in place of what was written for readers without scripts. */
export function makeShell(page: Document, data: Data): Shell {
  const main = h('main', { id: 'main', tabindex: '-1' })
  const links = viewNames(data).map((name) => h('a', { href: name === 'summary' ? '#/' : `#/${name}` }, names[name]))
  const skip = h(
    'a',
    { class: 'skip-link', href: '#main', click: (event) => skipTo(event, main) },
    'Skip to the content',
  )
  page.body.querySelector('#static')?.remove()
  page.body.prepend(
    skip,
    h(
      'header',
      { class: 'top' },
      h('a', { class: 'brand', href: '#/' }, 'Assay'),
      h('span', { class: 'subject' }, subject(data)),
      h('nav', { 'aria-label': 'Views' }, h('ul', {}, ...links.map((link) => h('li', {}, link)))),
    ),
    main,
    h(
      'footer',
      {},
      `${data.run.tool.name} ${data.run.tool.version}. Everything is in this file; it asks nobody for anything. `,
      'Names such as ‹access_token#1› stand where secrets were. ',
      h('span', { class: 'keys' }, 'Press ', h('kbd', {}, '?'), ' for keys.'),
    ),
  )
  const places = new Map<string, Place>()
  let began = false

  function show(left?: string): void {
    if (left !== undefined) places.set(left, { top: scrollY, row: leftRow(main) })
    const route = parseRoute(location.hash)
    const { title, content } = carefully(() => viewOf(data, route))
    page.title = `${title} · Assay`
    main.replaceChildren(content)
    mark(links, route)
    // The first view leaves the focus where browsers put it.
    if (began) arrive(main, content, places.get(location.hash))
    began = true
  }

  addEventListener('click', (event) => remember(event, main))
  return { show }
}

/** What one view cannot show must not take the others with it. */
function carefully(make: () => View): View {
  try {
    return make()
  } catch (error) {
    reportError(error)
    return { title: 'Fault', content: faultView(error) }
  }
}

function viewNames({ run, base }: Data): (keyof typeof names)[] {
  return [
    'summary',
    'laws',
    'checks',
    ...(run.targets.length > 1 ? ['matrix' as const] : []),
    ...(base ? ['compare' as const] : []),
  ]
}

function subject({ run: { targets } }: Data): string {
  const [first] = targets
  if (targets.length !== 1 || first === undefined) return `${targets.length} targets`
  return `${first.name} · ${first.issuer}`
}

function mark(links: readonly HTMLElement[], { view }: Route): void {
  const current = view === 'check' ? 'checks' : view
  for (const link of links) {
    const name = link.getAttribute('href')?.slice(2) || 'summary'
    if (name === current) link.setAttribute('aria-current', 'page')
    else link.removeAttribute('aria-current')
  }
}

/** The address has the view in it, so the browser must not put an anchor there. */
function skipTo(event: Event, main: HTMLElement): void {
  event.preventDefault()
  main.focus()
}
