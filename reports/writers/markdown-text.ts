import { excerpt } from '../printable.ts'

const textLimit = 200

// Readers of Markdown give up on longer fences, and what they were to hold would be read as Markdown.
const longestRun = 8

// No markup, no mention, no reference, no address that becomes a link by itself.
const harmless = /^(?!.*(?:www\.|:\/\/|gh-\d))[\w ,.'’()/=:;+%§–-]*$/iu

const linkable = /^https?:\/\/[\w\-.~/?#=&%+:,;@!$*]+$/

/** Foreign text as inline code, on one line, cut to a number of characters; empty stays empty. */
export function code(text: string, limit = textLimit): string {
  const shown = excerpt(text, limit).replaceAll(/`{9,}/g, `${'`'.repeat(longestRun)}…`)
  if (shown === '') return ''
  if (shown.includes('|')) return `<code>${numbered(shown)}</code>`
  const longest = longestBackticks(shown)
  const fence = '`'.repeat(longest + 1)
  return longest === 0 ? `${fence}${shown}${fence}` : `${fence} ${shown} ${fence}`
}

/** Our own text as it stands; as code when it holds anything that Markdown could take for more than letters. */
export function plain(text: string, limit = textLimit): string {
  const shown = excerpt(text, limit)
  return harmless.test(shown) ? shown : code(text, limit)
}

/** Text that leads to a page; without the link when the address is none a browser should follow. */
export function link(text: string, address: string): string {
  return linkable.test(address) ? `[${plain(text)}](${address})` : plain(text)
}

/**
 * A pipe ends the cell of a table even inside a code span, and a backslash before it would hide a secret that holds one from the
 * search for secrets. As character references the text is no markup of any kind, and the search reads them.
 */
function numbered(text: string): string {
  return text.replaceAll(/[^\p{L}\p{N} ]/gu, (character) => `&#${character.codePointAt(0)};`)
}

/** A row of a table; no cell holds a pipe, see `code`. */
export function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`
}

/** The first two lines of a table. */
export function tableHead(columns: readonly string[]): string[] {
  return [row(columns), row(columns.map(() => '---'))]
}

/** The line that opens and closes a block of code which holds these lines. */
export function fenceAround(lines: readonly string[]): string {
  return '`'.repeat(Math.max(3, longestBackticks(lines.join('\n')) + 1))
}

function longestBackticks(text: string): number {
  return (text.match(/`+/g) ?? []).reduce((longest, run) => Math.max(longest, run.length), 0)
}
