/** Words in a Markdown table cell; nothing of them is markup. */
export function text(words: string): string {
  return words.replaceAll(/[|*<`\\]|_(?=_)|(?<=_)_/g, (sign) => `\\${sign}`)
}

/** Words in a Markdown table cell in which `names` in backticks stay names. */
export function prose(words: string): string {
  const parts = words.replaceAll(/\s+/g, ' ').trim().split('`')
  return parts.map((part, index) => (index % 2 === 1 ? code(part) : text(part))).join('')
}

/** A name in a Markdown table cell. */
export function code(name: string): string {
  return `\`${name.replaceAll('|', '\\|')}\``
}

/** A place that links of other pages lead to. */
export function anchor(id: string): string {
  return `<a id="${id}"></a>`
}

/** The anchor that a heading gets by itself where Markdown is shown. */
export function slug(heading: string): string {
  const words = heading.toLowerCase().replaceAll(/[^\p{L}\p{N}\p{M}\p{Pc} -]/gu, '')
  return words.trim().replaceAll(' ', '-')
}

/** A table whose columns are padded, as the formatter would have them. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) => Math.max(3, title.length, ...rows.map((row) => row[column]?.length ?? 0)))
  const line = (cells: readonly string[]): string =>
    `| ${widths.map((width, column) => (cells[column] ?? '').padEnd(width)).join(' | ')} |\n`
  return [head, widths.map((width) => '-'.repeat(width)), ...rows].map(line).join('')
}
