import type { Result, Verdict } from '../model.ts'
import { Unmergeable, type RunPart } from './part.ts'

/** A result, its cause as text, and the part it comes from. */
export interface Taken {
  readonly result: Result
  readonly part: number
}

/** What one would want to hear of first. */
const gravity: readonly Verdict[] = ['fail', 'error', 'blocked', 'warn', 'note', 'pass', 'skip']

/**
 * One result for each target and check. What judges the recording was judged by every shard, each about what it heard:
 * the gravest holds for the whole. Otherwise two reports may tell of the same check only if they agree. Throws Unmergeable.
 */
export function mergeResults(parts: readonly RunPart[]): readonly Taken[] {
  const passive = new Set(parts.flatMap(({ run }) => run.checks.flatMap((check) => (check.passive ? check.id : []))))
  const taken = new Map<string, Taken>()
  for (const [part, { run }] of parts.entries()) {
    const causes = new Map(run.causes.map(({ id, text }) => [id, text]))
    for (const result of run.results) {
      const key = JSON.stringify([result.target, result.check])
      const next = { part, result: { ...result, cause: causes.get(result.cause ?? '') ?? null } }
      const held = taken.get(key)
      taken.set(
        key,
        held === undefined ? next : passive.has(result.check) ? graver(held, next) : same(held, next, parts),
      )
    }
  }
  return [...taken.values()]
}

function graver(held: Taken, next: Taken): Taken {
  return gravity.indexOf(next.result.verdict) < gravity.indexOf(held.result.verdict) ? next : held
}

function same(held: Taken, next: Taken, parts: readonly RunPart[]): Taken {
  const { check, target, verdict } = held.result
  if (next.result.verdict === verdict) return held
  const says = ({ part, result }: Taken): string => `${parts[part]?.place ?? ''} says ${result.verdict}`
  throw new Unmergeable(`${check} at ${target}: ${says(held)}, ${says(next)}; leave one of the reports away`)
}
