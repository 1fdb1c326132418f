/// <reference lib="dom" />
import type { Result, Verdict } from '../../../model.ts'
import { h } from '../dom.ts'

/** A sign for each verdict, so that colour never speaks alone. */
export const signs: Readonly<Record<Verdict, string>> = {
  pass: '✓',
  fail: '✗',
  warn: '!',
  note: 'i',
  skip: '–',
  blocked: '⊘',
  error: '‼',
}

/** The verdict in one word, and whether the baseline accepts it. */
export function verdictWord({ verdict, known }: Pick<Result, 'verdict' | 'known'>): string {
  return known === null ? verdict : `${verdict}, known`
}

/** Sign and word. */
export function verdictBadge(result: Pick<Result, 'verdict' | 'known'>): HTMLElement {
  const { verdict, known } = result
  return h(
    'span',
    { class: `verdict verdict-${known === null ? verdict : 'known'}` },
    h('span', { class: 'sign', 'aria-hidden': 'true' }, signs[verdict]),
    ' ',
    verdictWord(result),
  )
}
