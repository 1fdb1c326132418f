import { createColors } from 'picocolors'

import { printable } from '../printable.ts'
import { fold } from './fold.ts'

/** How lines for people are made: colours, and the width they are folded at. */
export interface Style {
  readonly colors: ReturnType<typeof createColors>
  /** Columns; undefined folds nothing. */
  readonly width: number | undefined
}

/** The style for an output that does or does not take colour. */
export function styleOf(color: boolean, width: number | undefined): Style {
  return { colors: createColors(color), width: width === undefined ? undefined : Math.max(width, 60) }
}

const labelWidth = 10

/**
 * Foreign text behind a gutter and a label, folded between words. The gutter stands before every line, for CI systems
 * obey a `::command::` even when it is indented.
 */
export function labelled(label: string, text: string, { colors, width }: Style): string[] {
  const gutter = colors.dim('│')
  const room = width === undefined ? Infinity : width - labelWidth - 2
  return fold(printable(text), room).map((line, index) => {
    const head = (index === 0 ? label : '').padEnd(labelWidth)
    return `${gutter} ${colors.dim(head)}${line}`
  })
}

/** Our own characters in letters any terminal has. */
export function toAscii(text: string): string {
  return text
    .replaceAll('✗', 'x')
    .replaceAll('│', '|')
    .replaceAll('·', '-')
    .replaceAll('§', 'section ')
    .replaceAll('…', '...')
}
