/** The ids ever given to a check: sorted, one on a line; one no check has any more is followed by `retired`. */
export interface IdLock {
  readonly inUse: ReadonlySet<string>
  readonly retired: ReadonlySet<string>
}

const retirement = ' retired'

/** Reads the text of `suites/ids.lock`. */
export function readIdLock(text: string): IdLock {
  const lines = text.split('\n').filter((line) => line !== '')
  const retired = lines.filter((line) => line.endsWith(retirement)).map((line) => line.slice(0, -retirement.length))
  return { inUse: new Set(lines.filter((line) => !line.endsWith(retirement))), retired: new Set(retired) }
}

/** The text of the lock with the ids added; nothing is ever taken out. */
export function lockedText({ inUse, retired }: IdLock, ids: Iterable<string>): string {
  const lines = [...new Set([...inUse, ...ids])].filter((id) => !retired.has(id))
  return [...lines, ...[...retired].map((id) => id + retirement)]
    .toSorted()
    .map((line) => `${line}\n`)
    .join('')
}

/** What is wrong between the lock and the ids in use, and cannot be mended by adding to the lock; one sentence each. */
export function brokenPromises({ inUse, retired }: IdLock, ids: Iterable<string>): string[] {
  const used = new Set(ids)
  return [
    ...[...inUse]
      .filter((id) => !used.has(id))
      .map(
        (id) => `${id}: no check has this id any more; bring it back, or write "${id}${retirement}" in suites/ids.lock`,
      ),
    ...[...retired].filter((id) => used.has(id)).map((id) => `${id}: this id is retired; give the check another one`),
  ]
}
