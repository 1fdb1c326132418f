/// <reference lib="dom" />
import type { Result } from '../../../model.ts'
import type { Data } from '../data.ts'
import { sign } from '../badge.ts'
import { h } from '../dom.ts'
import { standingOf } from '../verdicts.ts'
import { aboutView } from './about-view.ts'
import { checkAddress } from './addresses.ts'
import { outcomeView } from './outcome-view.ts'
import { stepsView } from './steps-view.ts'
import { visibleLine } from './visible.ts'

/** One check of one target: what was asked, answered and wanted, where the law stands, and how to run just that. */
export function checkView(data: Data, result: Result): HTMLElement {
  const check = data.check(result.check)
  const title = check?.title ?? ''
  return h(
    'article',
    { class: 'check-view' },
    h(
      'header',
      {},
      h('h2', {}, visibleLine(title === '' ? result.check : title)),
      h(
        'p',
        { class: 'where' },
        h('code', {}, visibleLine(result.check)),
        ` on ${visibleLine(result.target)}`,
        issuer(data, result),
      ),
    ),
    outcomeView(data, result),
    stepsView(result, check, data.evidence(result)),
    ...pictureOf(data, result),
    check === undefined ? undefined : aboutView(check, data.run),
    neighbours(data, result),
  )
}

function issuer(data: Data, { target }: Result): HTMLElement | undefined {
  const found = data.target(target)
  return found === undefined ? undefined : h('span', { class: 'quiet' }, ` ${visibleLine(found.issuer)}`)
}

function pictureOf(data: Data, result: Result): HTMLElement[] {
  const source = data.picture(result)
  if (source === undefined) return []
  const image = h('img', { src: source, alt: 'The page on which the login of this check ended' })
  return [
    h('figure', {}, image, h('figcaption', {}, 'The page on which the login of this check ended, without secrets')),
  ]
}

/** The results before and after this one, in the order of the report. */
function neighbours({ run }: Data, result: Result): HTMLElement {
  const at = run.results.findIndex(({ target, check }) => target === result.target && check === result.check)
  return h(
    'nav',
    { class: 'neighbours', 'aria-label': 'Results before and after' },
    neighbour('prev', 'Previous', at > 0 ? run.results[at - 1] : undefined),
    neighbour('next', 'Next', at >= 0 ? run.results[at + 1] : undefined),
  )
}

function neighbour(rel: string, word: string, result: Result | undefined): HTMLElement | undefined {
  if (result === undefined) return undefined
  return h(
    'a',
    { rel, href: checkAddress(result) },
    `${word}: `,
    sign(standingOf(result)),
    ` ${visibleLine(result.check)}`,
  )
}
