import { groupBy } from '../../../group.ts'
import type { Result, TargetFacts } from '../../../model.ts'
import { badge } from '../badge.ts'
import type { Data } from '../data.ts'
import { h } from '../dom.ts'
import { searchHref } from '../route.ts'
import { written } from '../search/query.ts'
import { countStandings, standings } from '../verdicts.ts'
import { counted } from '../words.ts'

/** What was judged: name, issuer, where it is described, what it can do; how it went where there are several. */
export function targets({ run }: Data): HTMLElement {
  const results = groupBy(run.results, ({ target }) => target)
  const many = run.targets.length > 1
  return h(
    'section',
    { 'aria-labelledby': 'targets' },
    h('h2', { id: 'targets' }, many ? 'Targets' : 'Target'),
    h(
      'ul',
      { class: 'targets' },
      ...run.targets.map((target) => h('li', {}, many ? of(target, results.get(target.name) ?? []) : told(target))),
    ),
  )
}

function of(target: TargetFacts, results: readonly Result[]): HTMLElement {
  const counts = countStandings(results)
  const search = written('target', target.name)
  const badges = standings
    .filter((standing) => counts[standing] > 0)
    .map((each) => h('a', { href: searchHref(`${search} ${each}`) }, badge(each, String(counts[each]))))
  return h('div', {}, told(target), h('p', { class: 'badges' }, ...badges))
}

function told({ name, issuer, capabilities, from }: TargetFacts): HTMLElement {
  return h(
    'div',
    {},
    h('b', {}, name),
    ' ',
    h('code', {}, issuer),
    h('p', { class: 'quiet' }, from === null ? 'the embedded mock' : `${from.file}, line ${from.line}`),
    h(
      'details',
      {},
      h('summary', {}, counted(capabilities.length, 'capability', 'capabilities')),
      h('p', { class: 'ids' }, ...capabilities.flatMap((each) => [h('code', {}, each), ' '])),
    ),
  )
}
