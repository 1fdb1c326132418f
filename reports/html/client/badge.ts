import type { Result } from '../../model.ts'
import { h } from './dom.ts'
import { icon } from './icon.ts'
import { standingOf, type Standing } from './verdicts.ts'

/** A standing as sign and word, in its colour. */
export function badge(standing: Standing, ...more: readonly string[]): HTMLElement {
  return h('span', { class: `badge ${standing}` }, icon(standing), [standing, ...more].join(' '))
}

/** Where a result stands; that judgements disagreed is said too. */
export function badgeOf(result: Result): HTMLElement {
  const standing = standingOf(result)
  return result.unstable ? badge(standing, '(unstable)') : badge(standing)
}

/** Where a result stands and, where the baseline accepts it, what it accepts. */
export function fullBadgeOf(result: Result): HTMLElement {
  return result.known === null ? badgeOf(result) : badge('known', result.verdict)
}

/** The sign of a standing alone, in its colour, where the word is said otherwise. */
export function sign(standing: Standing): HTMLElement {
  return h('span', { class: `sign ${standing}` }, icon(standing))
}
