const longest = 64

/**
 * The candidate a mistyped word most likely stands for, or undefined when none is close.
 * Case, `_` and `-` do not count, so `clientId` finds `client_id`; up to a third of the letters may differ.
 */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  const plain = letters(word)
  let best: string | undefined
  let least = Math.max(1, Math.floor(plain.length / 3)) + 1
  for (const candidate of candidates) {
    const distance = editDistance(plain, letters(candidate))
    if (distance < least) [best, least] = [candidate, distance]
  }
  return best
}

/** Damerau–Levenshtein distance (optimal string alignment): inserted, lost, changed and swapped neighbouring letters. */
export function editDistance(left: string, right: string): number {
  let older: number[] = []
  let previous = Array.from({ length: right.length + 1 }, (_, column) => column)
  for (let row = 1; row <= left.length; row++) {
    const current = [row]
    for (let column = 1; column <= right.length; column++) {
      const same = left[row - 1] === right[column - 1]
      const swapped = row > 1 && left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1]
      current.push(
        Math.min(
          cell(previous, column) + 1,
          cell(current, column - 1) + 1,
          cell(previous, column - 1) + (same ? 0 : 1),
          swapped ? cell(older, column - 2) + 1 : Infinity,
        ),
      )
    }
    older = previous
    previous = current
  }
  return cell(previous, right.length)
}

const cell = (row: readonly number[], column: number): number => row[column] ?? Infinity

/** Cut, so that a hostile word cannot make the table large. */
const letters = (word: string): string => word.slice(0, longest).toLowerCase().replaceAll(/[_-]/g, '')
