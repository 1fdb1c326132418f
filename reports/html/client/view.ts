import { checkView } from './check/check-view.ts'
import { checksView } from './checks/checks-view.ts'
import { compareView } from './compare/compare-view.ts'
import type { Data } from './data.ts'
import { lawsView } from './laws/laws-view.ts'
import { matrixView } from './matrix/matrix-view.ts'
import { areaOf } from '../../lookup.ts'
import { h } from './dom.ts'
import { searchHref, type Route } from './route.ts'
import { written } from './search/query.ts'
import { summaryView } from './summary/summary-view.ts'
import { unknownView } from './nothing-view.ts'
import { standingOf } from './verdicts.ts'

/** What a route leads to: the content and the title of the document. */
export interface View {
  readonly title: string
  readonly content: HTMLElement
}

/** Makes the view of a route. */
export function viewOf(data: Data, route: Route): View {
  switch (route.view) {
    case 'summary':
      return { title: 'Summary', content: summaryView(data) }
    case 'laws':
      return { title: 'Laws', content: lawsView(data, route.query) }
    case 'checks':
      return { title: 'Checks', content: checksView(data, route.query) }
    case 'check': {
      const result = data.result(route.target, route.check)
      if (result === undefined) return unknown(`#/check/${route.target}/${route.check}`)
      const title = `${result.check}: ${standingOf(result)}`
      return { title, content: under(title, crumbs(result.check), checkView(data, result)) }
    }
    case 'matrix':
      return { title: 'Matrix', content: under('Matrix', undefined, matrixView(data, route.query)) }
    case 'compare':
      if (data.base === undefined) return unknown('#/compare')
      return { title: 'Compare', content: under('Compare', undefined, compareView(data)) }
    case 'unknown':
      return unknown(route.hash)
  }
}

function unknown(hash: string): View {
  return { title: 'Not found', content: unknownView(hash) }
}

/** A view whose own headings begin at the second level, below one that says its address in words. */
function under(title: string, before: HTMLElement | undefined, content: HTMLElement): HTMLElement {
  return h('div', {}, h('h1', { class: 'hearable' }, title), before, content)
}

function crumbs(check: string): HTMLElement {
  const area = areaOf(check)
  return h(
    'p',
    { class: 'crumbs' },
    h('a', { href: '#/checks' }, 'Checks'),
    ' › ',
    h('a', { href: searchHref(written('area', area)) }, area),
  )
}
