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

/** How much is read before it is asked for: waiting for files takes longer than reading them. */
const ahead = 8

/** Results with their evidence, in order, at most a few of them in memory. Rejects as the source does. */
export async function* evidenced(
  source: Source,
  results: readonly Result[],
): AsyncGenerator<{ readonly result: Result; readonly evidence: Evidence | undefined }> {
  const coming: Promise<Evidence | undefined>[] = []
  const fetch = (index: number): void => {
    const result = results[index]
    if (result === undefined) return
    const evidence = source.evidence(result)
    // It is awaited in its turn, and its failure told then.
    evidence.catch(() => undefined)
    coming.push(evidence)
  }
  for (let index = 0; index < ahead; index += 1) fetch(index)
  for (const [index, result] of results.entries()) {
    const evidence = await coming.shift()
    fetch(index + ahead)
    yield { result, evidence }
  }
}
