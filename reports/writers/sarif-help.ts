import type { CheckFacts } from '../model.ts'
import { cite } from '../lookup.ts'
import { printable } from '../printable.ts'

/** The law and how it is tried, as plain text. */
export function helpText(check: CheckFacts): string {
  const lines = [
    check.title || check.id,
    ...check.laws.map((law) => `Law: ${cite(law)} ${law.url}`),
    ...check.steps.map(({ text }, at) => `Step ${at + 1}: ${text}`),
    ...(check.holds === '' ? [] : [`It holds when: ${check.holds}`]),
    ...(check.caution === null ? [] : [`Caution: ${check.caution}`]),
  ]
  return lines.map((line) => printable(line).replaceAll('](', '] (')).join('\n')
}

/** The law and how it is tried, as Markdown whose only links are those of the laws. */
export function helpMarkdown(check: CheckFacts): string {
  const blocks = [
    `**${plain(check.title || check.id)}**`,
    check.laws.map((law) => `- ${linked(cite(law), law.url)}`).join('\n'),
    check.steps.map(({ text }, at) => `${at + 1}. ${plain(text)}`).join('\n'),
    check.holds === '' ? '' : `It holds when: ${plain(check.holds)}`,
    check.caution === null ? '' : `Caution: ${plain(check.caution)}`,
  ]
  return blocks.filter((block) => block !== '').join('\n\n')
}

/** An address that may be followed, or undefined for anything but http and https. */
export function webAddress(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined
  const { protocol, href } = new URL(url)
  return protocol === 'https:' || protocol === 'http:' ? href : undefined
}

function linked(text: string, url: string): string {
  const address = webAddress(url)
  if (address === undefined) return plain(text)
  return `[${plain(text)}](${address.replaceAll('(', '%28').replaceAll(')', '%29')})`
}

/** Text that Markdown shows as it is. */
function plain(text: string): string {
  return printable(text).replaceAll(/[\\`*_[\]<>|~#&]/g, '\\$&')
}
