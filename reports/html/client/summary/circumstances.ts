import type { Data } from '../data.ts'
import { h } from '../dom.ts'
import { counted, duration, moment } from '../words.ts'

/** By what, when and how it was judged: what an auditor files. */
export function circumstances({ run: { tool, run, results }, leftOut }: Data): HTMLElement {
  const elsewhere = leftOut()
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
    ...(elsewhere > 0 ? [['Evidence', outside(elsewhere)] satisfies [string, string]] : []),
    ['Judged by', `${tool.name} ${tool.version}`],
    ['Run', run.id],
  ]
  return h(
    'section',
    { 'aria-labelledby': 'circumstances' },
    h('h2', { id: 'circumstances' }, 'The run'),
    h('dl', { class: 'facts' }, ...facts.map(([name, text]) => h('div', {}, h('dt', {}, name), h('dd', {}, text)))),
  )
}

function outside(count: number): string {
  return `that of ${counted(count, 'result')} is not part of this page, but of the folder evidence/ of the report`
}
