/** Words in a Markdown table cell; nothing of them is markup. */
export function text(words: string): string {
  return words.replaceAll(/[|*<`\\]/g, (sign) => `\\${sign}`)
}

/** A name in a Markdown table cell. */
export function code(name: string): string {
  return `\`${name}\``
}

/** A table whose columns are padded, as the formatter would have them. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) => Math.max(3, title.length, ...rows.map((row) => row[column]?.length ?? 0)))
  const line = (cells: readonly string[]): string =>
    `| ${widths.map((width, column) => (cells[column] ?? '').padEnd(width)).join(' | ')} |\n`
  return [head, widths.map((width) => '-'.repeat(width)), ...rows].map(line).join('')
}
