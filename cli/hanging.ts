import { fold } from '../reports/writers/fold.ts'

/** Less room than this for the text reads badly: then it begins on a line of its own. */
const least = 30

/** Some terminals say that they have no columns. */
const narrowest = 60

/**
 * A text behind a head, folded at the width of a terminal with every further line below the beginning of the text; in one line where
 * the width is undefined, for files, pipes and CI logs.
 */
export function hanging(head: string, text: string, width: number | undefined): string {
  const columns = width === undefined ? Infinity : Math.max(width, narrowest)
  if (head.length + text.length <= columns) return `${head}${text}\n`
  const beside = columns - head.length >= least
  const indent = beside ? head.length : 6
  const lines = fold(text, columns - indent)
  const rows = lines.map((line, at) => (beside && at === 0 ? head : ' '.repeat(indent)) + line)
  return [...(beside ? [] : [head]), ...rows].map((row) => `${row.trimEnd()}\n`).join('')
}
