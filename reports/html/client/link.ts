import { h } from './dom.ts'

/** A link out of the report. What is not an https address is shown and cannot be followed. */
export function outward(url: string, text = url): HTMLElement {
  if (!/^https:\/\//iu.test(url)) return h('span', {}, text)
  return h('a', { class: 'outward', href: url, target: '_blank', rel: 'noopener noreferrer' }, text)
}
