import type { TargetFacts } from '../../../model.ts'
import type { Data } from '../data.ts'
import { h } from '../dom.ts'
import { searchHref } from '../route.ts'
import { written } from '../search/query.ts'
import { counted, duration, moment } from '../words.ts'

/** What was judged, by what, when and how: what an auditor files. */
export function circumstances({ run: { tool, run, targets, results } }: Data): HTMLElement {
  const facts: [string, string][] = [
    ['Profile', `${run.profile}${run.strict ? ', strict: warnings count' : ''}`],
    ['Began', moment(run.started)],
    ['Took', duration(run.started, run.finished)],
    ['Results', String(results.length)],
    ['Checks asked for', run.selection.join(' ') || 'all'],
    ...(run.shard ? [['Part', `${run.shard.index} of ${run.shard.count}`] satisfies [string, string]] : []),
    ...(run.suites?.length ? [['Further suites', run.suites.join(', ')] satisfies [string, string]] : []),
    ...(run.defects?.length ? [['Defects of the mock', run.defects.join(', ')] satisfies [string, string]] : []),
    ...(run.interrupted ? [['Interrupted', 'yes: not every check was judged'] satisfies [string, string]] : []),
    ['Judged by', `${tool.name} ${tool.version}`],
    ['Run', run.id],
  ]
  return h(
    'section',
    { 'aria-labelledby': 'circumstances' },
    h('h2', { id: 'circumstances' }, 'Target and run'),
    h('ul', { class: 'targets' }, ...targets.map((target) => h('li', {}, told(target, targets.length > 1)))),
    h('dl', { class: 'facts' }, ...facts.map(([name, text]) => h('div', {}, h('dt', {}, name), h('dd', {}, text)))),
  )
}

function told({ name, issuer, capabilities, from }: TargetFacts, many: boolean): HTMLElement {
  return h(
    'div',
    {},
    h('b', {}, many ? h('a', { href: searchHref(written('target', name)) }, name) : name),
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
