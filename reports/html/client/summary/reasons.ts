import type { Result } from '../../../model.ts'
import { groupBy } from '../../../group.ts'
import { badge } from '../badge.ts'
import type { Data } from '../data.ts'
import { h } from '../dom.ts'
import { outward } from '../link.ts'
import { checkHref } from '../route.ts'
import { standingOf } from '../verdicts.ts'
import { counted, remaining } from '../words.ts'

const checksShown = 8

/** Why checks could not be judged: one entry for each cause, the commonest first. */
export function obstacles(data: Data): HTMLElement | undefined {
  const stuck = data.run.results.filter((result) => ['blocked', 'error'].includes(standingOf(result)))
  return section(
    'stuck',
    'What could not be judged',
    grouped(stuck, (result) => `${result.verdict}\n${data.cause(result.cause)?.text ?? result.because}`).map(
      ([text, results]) => reason(results, text.slice(text.indexOf('\n') + 1), results[0]?.verdict),
    ),
  )
}

/** Why checks were skipped, folded: what to add so that they are judged. */
export function skips(data: Data): HTMLElement | undefined {
  const skipped = data.run.results.filter((result) => standingOf(result) === 'skip')
  if (skipped.length === 0) return undefined
  const reasons = grouped(skipped, ({ because }) => because)
  return h(
    'section',
    { 'aria-labelledby': 'skipped' },
    h('h2', { id: 'skipped' }, 'What was skipped'),
    h(
      'details',
      {},
      h('summary', {}, `${counted(skipped.length, 'check')} for ${counted(reasons.length, 'reason')}`),
      h('ul', { class: 'reasons' }, ...reasons.map(([text, results]) => reason(results, text))),
    ),
  )
}

/** What the baseline accepts, with its reason and how long it will. */
export function known(data: Data): HTMLElement | undefined {
  const accepted = data.run.results.filter((result) => result.known !== null)
  return section(
    'known',
    'Known deviations',
    accepted.map((result) => {
      const { reason, issue, until } = result.known ?? { reason: '', issue: null, until: null }
      const left = until === null ? 'no last day' : `until ${until} (${remaining(until, data.run.run.finished)})`
      return h(
        'li',
        {},
        h('div', {}, badge('known'), h('span', { class: 'quiet' }, `${result.verdict}, ${left}`)),
        h('div', {}, link(result)),
        h('p', {}, reason, issue === null ? undefined : ' · ', issue === null ? undefined : outward(issue)),
      )
    }),
  )
}

function section(id: string, title: string, entries: readonly HTMLElement[]): HTMLElement | undefined {
  if (entries.length === 0) return undefined
  return h('section', { 'aria-labelledby': id }, h('h2', { id }, title), h('ul', { class: 'reasons' }, ...entries))
}

function reason(results: readonly Result[], text: string, verdict?: Result['verdict']): HTMLElement {
  const links = results.slice(0, checksShown).flatMap((result) => [link(result), ' '])
  const rest = results.length - checksShown
  return h(
    'li',
    {},
    h('div', {}, verdict && badge(verdict), h('b', {}, counted(results.length, 'check'))),
    h('p', {}, text),
    h('p', { class: 'ids' }, ...links, rest > 0 ? `and ${rest} more` : undefined),
  )
}

function link({ target, check }: Result): HTMLElement {
  return h('a', { href: checkHref(target, check) }, h('code', {}, check))
}

function grouped(results: readonly Result[], text: (result: Result) => string): [string, Result[]][] {
  return [...groupBy(results, text)].toSorted(([, left], [, right]) => right.length - left.length)
}
