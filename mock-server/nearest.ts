/** The known word that a mistyped one most likely stands for; undefined when none is close. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const [best] = known
    .map((candidate) => ({ candidate, distance: distance(word.slice(0, 64), candidate) }))
    .filter((one) => one.distance <= Math.max(word.length > 3 ? 2 : 1, Math.floor(word.length / 3)))
    .toSorted((left, right) => left.distance - right.distance)
  return best?.candidate
}

/** How many letters have to be put in, taken out or changed, whatever their case (Levenshtein). */
export function distance(left: string, right: string): number {
  let previous = Array.from({ length: right.length + 1 }, (_, column) => column)
  for (const [row, letter] of [...left.toLowerCase()].entries()) {
    const current = [row + 1]
    for (const [column, other] of [...right.toLowerCase()].entries()) {
      const changed = (previous[column] ?? 0) + (letter === other ? 0 : 1)
      current.push(Math.min((previous[column + 1] ?? 0) + 1, (current[column] ?? 0) + 1, changed))
    }
    previous = current
  }
  return previous.at(-1) ?? 0
}
