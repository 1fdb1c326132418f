/// <reference lib="dom" />
import type { Result } from '../../../model.ts'
import { h } from '../dom.ts'
import { checkHref } from '../route.ts'
import { visibleLine } from './visible.ts'

/** Address in the page of the view of one check. */
export function checkAddress({ target, check }: Pick<Result, 'target' | 'check'>): string {
  return checkHref(target, check)
}

/** Text that leads to an address on the web; only text when that is none over HTTPS. */
export function outward(text: string, url: string): HTMLElement {
  const seen = visibleLine(text)
  return isHttps(url) ? h('a', { href: url, rel: 'noreferrer noopener' }, seen) : h('span', {}, seen)
}

function isHttps(url: string): boolean {
  return URL.canParse(url) && new URL(url).protocol === 'https:'
}
