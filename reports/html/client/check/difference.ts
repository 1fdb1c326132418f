/** A stretch of one of two texts: in both, or in this one only. */
export interface Part {
  readonly text: string
  readonly same: boolean
}

export interface Difference {
  readonly expected: readonly Part[]
  readonly actual: readonly Part[]
}

/** Longest texts that are compared word by word, in words; the work grows with the square. */
const longest = 400

/** How much of the shorter text both must share before a word-by-word comparison tells more than it hides. */
const alike = 0.4

/** What two texts share and where they part, word by word; whole when they have little in common. */
export function difference(expected: string, actual: string): Difference {
  const left = words(expected)
  const right = words(actual)
  if (left.length > longest || right.length > longest) return whole(expected, actual)
  const shared = sharedWords(left, right)
  const length = [...shared.keys()].reduce((sum, index) => sum + (left[index] ?? '').trim().length, 0)
  if (length < alike * Math.min(expected.length, actual.length)) return whole(expected, actual)
  return { expected: parts(left, new Set(shared.keys())), actual: parts(right, new Set(shared.values())) }
}

function words(text: string): string[] {
  return text.match(/\s+|[\p{L}\p{N}_]+|[^\s\p{L}\p{N}_]/gu) ?? []
}

function whole(expected: string, actual: string): Difference {
  const same = expected === actual
  return { expected: [{ text: expected, same }], actual: [{ text: actual, same }] }
}

/** The longest common sequence: index on the left → index on the right. */
function sharedWords(left: readonly string[], right: readonly string[]): Map<number, number> {
  const width = right.length + 1
  const lengths = new Uint16Array((left.length + 1) * width)
  const at = (row: number, column: number): number => lengths[row * width + column] ?? 0
  for (let row = left.length - 1; row >= 0; row--)
    for (let column = right.length - 1; column >= 0; column--)
      lengths[row * width + column] =
        left[row] === right[column] ? at(row + 1, column + 1) + 1 : Math.max(at(row + 1, column), at(row, column + 1))
  const pairs = new Map<number, number>()
  for (let row = 0, column = 0; row < left.length && column < right.length;)
    if (left[row] === right[column]) pairs.set(row++, column++)
    else if (at(row + 1, column) >= at(row, column + 1)) row++
    else column++
  return pairs
}

function parts(all: readonly string[], shared: ReadonlySet<number>): Part[] {
  const joined: Part[] = []
  for (const [index, text] of all.entries()) {
    const same = shared.has(index)
    const last = joined.at(-1)
    if (last?.same === same) joined[joined.length - 1] = { text: last.text + text, same }
    else joined.push({ text, same })
  }
  return joined
}
