import type { Data } from '../data.ts'
import { h } from '../dom.ts'
import { coverage, coveredSections, type DocumentCoverage } from '../laws/coverage.ts'
import { outward } from '../link.ts'
import { searchHref } from '../route.ts'
import { written } from '../search/query.ts'
import { countStandings } from '../verdicts.ts'

/** How much of each document was looked at, and how it went. */
export function documents(data: Data): HTMLElement | undefined {
  const rows = coverage(data.run).map((document) => row(data, document))
  if (rows.length === 0) return undefined
  const head = ['Document', 'Sections', 'Results', 'Broken', 'Warned', 'Obeyed']
  return h(
    'section',
    { 'aria-labelledby': 'documents' },
    h('h2', { id: 'documents' }, 'How much of each document'),
    h(
      'p',
      { class: 'quiet' },
      'Sections: those that checks of this run cite, of those that say what a server does. ',
      h('a', { href: '#/laws' }, 'All sections'),
    ),
    h(
      'div',
      { class: 'scrolling', tabindex: '0', role: 'group', 'aria-label': 'Documents' },
      h(
        'table',
        {},
        h('thead', {}, h('tr', {}, ...head.map((name) => h('th', { scope: 'col' }, name)))),
        h('tbody', {}, ...rows),
      ),
    ),
  )
}

function row({ run }: Data, document: DocumentCoverage): HTMLElement {
  const { name, title, url, binding, sections } = document
  const ids = new Set(sections.flatMap(({ checks }) => checks.map(({ id }) => id)))
  const results = run.results.filter(({ check }) => ids.has(check))
  const counts = countStandings(results)
  const search = written('doc', name)
  return h(
    'tr',
    {},
    h(
      'th',
      { scope: 'row' },
      outward(url, name),
      binding === false ? h('span', { class: 'quiet' }, ' (not binding here)') : undefined,
      title === '' ? undefined : h('span', { class: 'quiet title' }, title),
    ),
    h('td', {}, `${coveredSections(document)} of ${sections.length}`),
    number(results.length, search),
    number(counts.fail, `${search} fail`, 'fail'),
    number(counts.warn, `${search} warn`, 'warn'),
    number(counts.pass, `${search} pass`),
  )
}

function number(count: number, search: string, standing?: string): HTMLElement {
  if (count === 0) return h('td', { class: 'quiet' }, '0')
  return h('td', { class: standing }, h('a', { href: searchHref(search) }, String(count)))
}
