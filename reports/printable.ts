// Controls end lines or drive the terminal; bidi controls and line separators make text read otherwise than it is.
const harmful = /[\p{Cc}\p{Cs}\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069\uFEFF]+/gu

// `##[error]` and `##vso[…]` are obeyed by CI agents wherever they stand in a line.
const agentCommand = /#(?=#\w*\[)/g

/** Foreign text as one line that is safe to print: no controls, no bidi, no commands for a CI agent. */
export function printable(text: string): string {
  return text.replaceAll(harmful, ' ').replaceAll(agentCommand, '# ').trim()
}

/** As `printable`, cut to a number of characters. */
export function excerpt(text: string, limit: number): string {
  const whole = [...printable(text)]
  return whole.length <= limit ? whole.join('') : `${whole.slice(0, limit - 1).join('')}…`
}
