import type { Evidence, Result, Run } from './model.ts'

/** All that a report is made from: the run, and what belongs to its results, handed over one at a time. */
export interface Source {
  readonly run: Run
  /** What a check said and heard; undefined when nothing was kept. */
  evidence(result: Result): Promise<Evidence | undefined>
  /** PNG of the page on which a login of the check ended; undefined when there is none. */
  picture(result: Result): Promise<Uint8Array | undefined>
}

/** A source whose files are at hand, by path in the report folder. */
export function sourceOf(
  run: Run,
  evidence: ReadonlyMap<string, Evidence> = new Map(),
  pictures: ReadonlyMap<string, Uint8Array> = new Map(),
): Source {
  return {
    run,
    evidence: async (result) => (result.evidence === null ? undefined : evidence.get(result.evidence)),
    picture: async (result) => (result.picture === undefined ? undefined : pictures.get(result.picture)),
  }
}
