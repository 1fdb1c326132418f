import { createHash } from 'node:crypto'

import { causesOf } from '../causes.ts'
import type { Result, Run } from '../model.ts'
import type { Source } from '../source.ts'
import { assertAgreement, missingShards } from './agreement.ts'
import { mergeChecks, mergeDocuments, mergeTargets } from './facts.ts'
import { inOrder, Unmergeable, type Part, type RunPart } from './part.ts'
import { mergeResults, type Taken } from './results.ts'
import { renamed } from './secret-names.ts'

/** One report made of several, and the shards that were not among them. */
export interface Merged {
  readonly source: Source
  readonly missing: readonly number[]
}

/**
 * Joins the reports of the parts of one run. Where shards are missing the whole counts as interrupted, and is refused unless
 * a part will do. Evidence is read from the parts when it is asked for. Throws Unmergeable.
 */
export function mergeReports(given: readonly Part[], { partial = false } = {}): Merged {
  const parts = inOrder(given)
  const runs = parts.map(({ place, source }, at): RunPart => ({ place, run: renamed(source.run, at, parts.length) }))
  assertAgreement(runs)
  const missing = missingShards(runs)
  if (missing.length > 0 && !partial) throw new Unmergeable(lacking(missing))
  const taken = mergeResults(runs)
  const origins = new Map(taken.map(({ result, part }) => [keyOf(result), part]))
  const originOf = (result: Result): Source | undefined => parts[origins.get(keyOf(result)) ?? -1]?.source
  const source: Source = {
    run: merged(runs, taken, missing),
    async evidence(result) {
      const found = await originOf(result)?.evidence(result)
      return found && renamed(found, origins.get(keyOf(result)) ?? 0, parts.length)
    },
    picture: async (result) => originOf(result)?.picture(result),
  }
  return { source, missing }
}

function merged(parts: readonly RunPart[], taken: readonly Taken[], missing: readonly number[]): Run {
  const runs = parts.map(({ run }) => run)
  const [first] = runs
  if (first === undefined) throw new Unmergeable('expected reports to merge, got none')
  const { shard: _, bailed: __, ...terms } = first.run
  const cut = runs.filter(({ run }) => run.interrupted)
  const bailed = missing.length === 0 && cut.length > 0 && cut.every(({ run }) => run.bailed === true)
  const causes = causesOf(taken.map(({ result }) => result))
  return {
    ...first,
    run: {
      ...terms,
      id: idOf(runs),
      started: runs.map(({ run }) => run.started).toSorted()[0] ?? terms.started,
      finished:
        runs
          .map(({ run }) => run.finished)
          .toSorted()
          .at(-1) ?? terms.finished,
      interrupted: missing.length > 0 || cut.length > 0,
      ...(bailed ? { bailed: true } : {}),
    },
    documents: mergeDocuments(parts),
    targets: mergeTargets(parts),
    checks: mergeChecks(parts),
    results: taken.map(({ result }) => ({
      ...result,
      cause: causes.find(({ text }) => text === result.cause)?.id ?? null,
    })),
    causes,
  }
}

/** The same parts make the same run, whoever merges them. */
function idOf(runs: readonly Run[]): string {
  const text = runs.map(({ run }) => run.id).join(' ')
  return createHash('sha256').update(text).digest('hex').slice(0, 32)
}

function lacking(missing: readonly number[]): string {
  const which = missing.length === 1 ? `shard ${missing.join()} is` : `shards ${missing.join(', ')} are`
  return `${which} missing; name all reports of the run, or take what there is with --partial`
}

function keyOf({ target, check }: Result): string {
  return JSON.stringify([target, check])
}
