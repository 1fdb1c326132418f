import { cite, type Finding } from '../../../lookup.ts'
import { badgeOf } from '../badge.ts'
import { h } from '../dom.ts'
import { checkHref } from '../route.ts'
import { standingOf } from '../verdicts.ts'

const textLimit = 240

/** A result in a list: verdict, title, and for what went wrong the answer that came. */
export function rowOf({ result, check }: Finding, manyTargets: boolean): HTMLElement {
  const standing = standingOf(result)
  const [law] = check.laws
  return h(
    'a',
    { class: `row ${standing}`, href: checkHref(result.target, result.check), 'data-row': true },
    badgeOf(result),
    h('span', { class: 'title' }, check.title || result.check),
    h(
      'span',
      { class: 'quiet about' },
      h('code', {}, result.check),
      law && ` · ${cite(law)}`,
      manyTargets ? ` · ${result.target}` : undefined,
    ),
    standing === 'pass' ? undefined : h('span', { class: 'why' }, excerpt(result.actual ?? result.because)),
  )
}

function excerpt(text: string): string {
  return text.length > textLimit ? `${text.slice(0, textLimit)}…` : text
}
