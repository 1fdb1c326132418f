import type { CheckFacts, Result } from '../../../model.ts'
import { groupBy } from '../../../group.ts'
import { badge, badgeOf } from '../badge.ts'
import type { Data } from '../data.ts'
import { h } from '../dom.ts'
import { outward } from '../link.ts'
import { checkHref, parameter, searchHref } from '../route.ts'
import { countStandings, standingOf, standings } from '../verdicts.ts'
import { counted } from '../words.ts'
import { coverage, coveredSections, type DocumentCoverage, type SectionCoverage } from './coverage.ts'

const choices = { all: 'All sections', broken: 'Broken', uncovered: 'Not covered' } as const
type Choice = keyof typeof choices

/** Document, section, checks: how far the targets are from each, and what no check of this run looks at. */
export function lawsView(data: Data, query: string): HTMLElement {
  const choice = chosen(parameter(query, 'show'))
  const results = groupBy(data.run.results, ({ check }) => check)
  const shown = coverage(data.run)
    .map((document) => ({ document, sections: document.sections.filter((each) => isShown(each, choice, results)) }))
    .filter(({ sections }) => sections.length > 0)
  const count = shown.reduce((sum, { sections }) => sum + sections.length, 0)
  return h(
    'div',
    { class: 'laws' },
    h('h1', {}, 'Laws'),
    h(
      'ul',
      { class: 'choices', 'aria-label': 'Sections to show' },
      ...Object.entries(choices).map(([name, text]) => h('li', {}, option(name, text, name === choice))),
    ),
    h(
      'p',
      { class: 'quiet', 'aria-live': 'polite' },
      `${counted(count, 'section')} of ${counted(shown.length, 'document')}`,
    ),
    ...shown.map(({ document, sections }) => block(data, document, sections, results)),
  )
}

type Results = ReadonlyMap<string, readonly Result[]>

function chosen(name: string): Choice {
  return name === 'broken' || name === 'uncovered' ? name : 'all'
}

function option(name: string, text: string, current: boolean): HTMLElement {
  const href = name === 'all' ? '#/laws' : `#/laws?show=${name}`
  return h('a', { href, 'aria-current': current ? 'true' : undefined }, text)
}

function isShown({ checks }: SectionCoverage, choice: Choice, results: Results): boolean {
  if (choice === 'all') return true
  if (choice === 'uncovered') return checks.length === 0
  return checks.some(({ id }) => results.get(id)?.some((result) => ['fail', 'warn'].includes(standingOf(result))))
}

function block(
  data: Data,
  document: DocumentCoverage,
  shown: readonly SectionCoverage[],
  results: Results,
): HTMLElement {
  const { name, title, url, binding, sections } = document
  return h(
    'section',
    { class: 'document' },
    h('h2', {}, name, title === '' ? undefined : h('span', { class: 'quiet' }, ` ${title}`)),
    h(
      'p',
      { class: 'quiet' },
      `${coveredSections(document)} of ${counted(sections.length, 'section')} covered · `,
      binding === undefined ? '' : binding ? 'binding under this profile · ' : 'not binding under this profile · ',
      outward(url, 'read it'),
    ),
    h('ul', { class: 'sections' }, ...shown.map((each) => line(data, each, results))),
  )
}

function line(data: Data, { section, title, url, checks }: SectionCoverage, results: Results): HTMLElement {
  return h(
    'li',
    { class: checks.length === 0 ? 'uncovered' : undefined },
    h('h3', {}, outward(url, /^\d/u.test(section) ? `§${section}` : section), title === '' ? undefined : ` ${title}`),
    checks.length === 0
      ? h('p', { class: 'quiet' }, 'No check of this run cites it.')
      : h('ul', { class: 'lines' }, ...checks.map((check) => entry(data, check, results.get(check.id) ?? []))),
  )
}

function entry(data: Data, { id, title }: CheckFacts, results: readonly Result[]): HTMLElement {
  const [only] = results
  const alone = results.length === 1 && only !== undefined
  const href = alone ? checkHref(only.target, id) : searchHref(`id:${id}`)
  const counts = countStandings(results)
  const badges = alone
    ? [badgeOf(only)]
    : standings.filter((each) => counts[each] > 0).map((each) => badge(each, String(counts[each])))
  return h(
    'li',
    {},
    h('span', { class: 'badges' }, ...badges),
    h('a', { href, 'data-row': true }, title || id),
    h('code', { class: 'quiet' }, id),
  )
}
