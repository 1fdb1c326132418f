import type { Run } from '../model.ts'
import type { Source } from '../source.ts'

/** One of the reports that are merged, and what to call it in messages. */
export interface Part {
  readonly place: string
  readonly source: Source
}

/** One of the runs that are merged. */
export interface RunPart {
  readonly place: string
  readonly run: Run
}

/** Reports that do not make one; the message names them and says what to do. */
export class Unmergeable extends Error {}

/** Parts in the order of their shards, then of their beginning, so that the order of arguments decides nothing. */
export function inOrder<T extends Part>(parts: readonly T[]): readonly T[] {
  return parts.toSorted(({ source: { run: a } }, { source: { run: b } }) => {
    const shards = (a.run.shard?.index ?? 0) - (b.run.shard?.index ?? 0)
    return shards || Date.parse(a.run.started) - Date.parse(b.run.started) || (a.run.id < b.run.id ? -1 : 1)
  })
}
