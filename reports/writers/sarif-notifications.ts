import type { Notification, ReportingDescriptor } from 'sarif'

import type { Finding } from '../lookup.ts'
import type { Run } from '../model.ts'
import { groupBy } from '../group.ts'
import { excerpt } from '../printable.ts'
import { stableAnchor } from './sarif-location.ts'

/** What the tool may say about its own run. */
export const notificationRules: ReportingDescriptor[] = [
  { id: 'blocked', shortDescription: { text: 'A check could not be judged.' } },
  { id: 'error', shortDescription: { text: 'The tool failed while it judged a check.' } },
  { id: 'interrupted', shortDescription: { text: 'The run was interrupted.' } },
  { id: 'part', shortDescription: { text: 'Only a part of the checks was selected.' } },
  { id: 'no-file', shortDescription: { text: 'A target has no file to place results in.' } },
]

const textLimit = 1000

/** Whether a check came to no judgement. */
export function isStuck({ result }: Finding): boolean {
  return result.verdict === 'blocked' || result.verdict === 'error'
}

/** What was not judged and why, one notification per cause; and what makes the run less than a full one. */
export function notifications(
  members: readonly Finding[],
  { run }: Run,
  index: ReadonlyMap<string, number>,
): Notification[] {
  const causes = groupBy(members.filter(isStuck), (finding) => `${finding.result.verdict} ${reason(finding)}`)
  const { shard, selection } = run
  const part = [
    ...(selection.length === 0 ? [] : [selection.join(' ')]),
    ...(shard === undefined ? [] : [`part ${shard.index} of ${shard.count}`]),
  ]
  return [
    ...[...causes.values()].flatMap((stuck) => obstacle(stuck, index)),
    ...(run.interrupted
      ? [about('interrupted', 'error', 'The run was interrupted; what is missing is not obeyed.')]
      : []),
    ...(part.length === 0 ? [] : [about('part', 'note', `Only these checks were judged: ${part.join(', ')}.`)]),
    ...(members.some(({ target }) => target.from === null)
      ? [about('no-file', 'note', `The embedded mock has no target file; its results are placed in ${stableAnchor}.`)]
      : []),
  ]
}

function reason({ result, cause }: Finding): string {
  return cause?.text ?? result.because
}

function obstacle(stuck: readonly Finding[], index: ReadonlyMap<string, number>): Notification[] {
  const [first, ...others] = stuck
  if (first === undefined) return []
  const { verdict, check } = first.result
  const alone = others.length === 0
  const subject = alone ? check : `${stuck.length} checks`
  return [
    {
      ...about(verdict, 'error', `${subject} could not be judged: ${reason(first)}`),
      ...(alone ? { associatedRule: { id: check, index: index.get(check) ?? -1 } } : {}),
      properties: { checks: stuck.map(({ result }) => result.check) },
    },
  ]
}

function about(id: string, level: Notification['level'], text: string): Notification {
  return {
    descriptor: { id, index: notificationRules.findIndex((rule) => rule.id === id) },
    level,
    message: { text: excerpt(text, textLimit).replaceAll('](', '] (') },
  }
}
