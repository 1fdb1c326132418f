import type { Result } from '../../../model.ts'
import { cite } from '../../../lookup.ts'
import { badgeOf } from '../badge.ts'
import type { Data } from '../data.ts'
import { h } from '../dom.ts'
import { outward } from '../link.ts'
import { checkHref, searchHref } from '../route.ts'
import { standingOf } from '../verdicts.ts'
import { counted } from '../words.ts'

const shown = 25
const textLimit = 600

/** The broken laws, binding ones before the rest, with what was expected and what came. */
export function brokenLaws(data: Data): HTMLElement | undefined {
  const failed = data.run.results.filter((result) => standingOf(result) === 'fail')
  const warned = data.run.results.filter((result) => standingOf(result) === 'warn')
  const all = [...failed, ...warned]
  if (all.length === 0) return undefined
  const rest = all.length - shown
  return h(
    'section',
    { 'aria-labelledby': 'broken' },
    h('h2', { id: 'broken' }, failed.length > 0 ? 'What is broken' : 'What was warned of'),
    h('ul', { class: 'cards' }, ...all.slice(0, shown).map((result) => h('li', {}, card(data, result)))),
    rest > 0 ? h('p', {}, h('a', { href: searchHref('fail warn') }, counted(rest, 'more result'))) : undefined,
  )
}

function card(data: Data, result: Result): HTMLElement {
  const check = data.check(result.check)
  const where = data.run.targets.length > 1 ? ` at ${result.target}` : ''
  const law = check?.laws[0]
  return h(
    'article',
    { class: `card ${standingOf(result)}` },
    h(
      'h3',
      {},
      badgeOf(result),
      h('a', { href: checkHref(result.target, result.check), 'data-row': true }, check?.title || result.check),
    ),
    h(
      'p',
      { class: 'quiet' },
      h('code', {}, result.check),
      `${where} · `,
      law ? outward(law.url, cite(law)) : result.because,
    ),
    h(
      'dl',
      { class: 'sides' },
      ...side('Expected', result.expected ?? check?.holds),
      ...side('Actual', result.actual ?? result.because),
      ...side('Tolerated', result.tolerated),
    ),
  )
}

function side(label: string, text: string | null | undefined): HTMLElement[] {
  if (!text) return []
  return [
    h('div', {}, h('dt', {}, label), h('dd', {}, text.length > textLimit ? `${text.slice(0, textLimit)}…` : text)),
  ]
}
