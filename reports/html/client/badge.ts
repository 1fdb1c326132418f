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
