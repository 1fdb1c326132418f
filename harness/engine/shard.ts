import { byBytes } from '../../reports/order.ts'
import type { Check } from '../check.ts'

/** Which part of a run is judged here, counted from 1. */
export interface Shard {
  readonly index: number
  readonly count: number
}

/** What of a run belongs to one shard: every check at every target. */
export interface Share<T, C> {
  readonly targets: readonly T[]
  readonly checks: readonly C[]
}

type Weighed = Pick<Check, 'id' | 'steps' | 'waits' | 'alone' | 'passive'>

/**
 * The part of a run that one shard judges, the same on every machine. A target is kept whole while there are enough of
 * them: its limits hold within one process, and what disturbs others must not meet them. Where shards outnumber targets,
 * the checks of a target are divided by what they cost; those that run alone stay together. Checks that judge the
 * recording belong to every part, each judging what its part has heard.
 */
export function shareOf<T, C extends Weighed>(
  { index, count }: Shard,
  targets: readonly T[],
  checks: readonly C[],
): Share<T, C> {
  const place = index - 1
  if (targets.length >= count) return { targets: targets.filter((_, at) => at % count === place), checks }
  const groups = commonDivisor(targets.length, count)
  return {
    targets: targets.filter((_, at) => at % groups === place % groups),
    checks: partsOf(checks, count / groups)[Math.floor(place / groups)] ?? [],
  }
}

/** Steps that a pause weighs: what waits tries again after it, and holds a place meanwhile. */
const pauseWeight = 10

/** What judging a check costs, in steps. */
export function costOf({ steps, waits }: Pick<Check, 'steps' | 'waits'>): number {
  return Object.keys(steps).length + (waits === undefined ? 0 : pauseWeight)
}

interface Part<C> {
  cost: number
  readonly checks: C[]
}

/** Checks divided into parts of about the same cost: the dearest first, each to the part that has least. */
function partsOf<C extends Weighed>(checks: readonly C[], count: number): (readonly C[])[] {
  const parts = Array.from({ length: count }, (): Part<C> => ({ cost: 0, checks: [] }))
  const active = checks.filter(({ passive }) => passive !== true)
  const lonely = active.filter(({ alone }) => alone === true)
  const others = active.filter(({ alone }) => alone !== true).toSorted((a, b) => costOf(b) - costOf(a) || byId(a, b))
  for (const bundle of [lonely, ...others.map((each) => [each])]) {
    const least = parts.reduce((best, next) => (next.cost < best.cost ? next : best))
    least.cost += bundle.reduce((sum, each) => sum + costOf(each), 0)
    least.checks.push(...bundle)
  }
  const passive = checks.filter((each) => each.passive === true)
  return parts.map((part, at) => withPassive(part.checks, passive, at === 0 && active.length === 0))
}

/** Where nothing is heard there is nothing to judge; a selection of nothing but such checks still has a place. */
function withPassive<C extends Weighed>(active: readonly C[], passive: readonly C[], only: boolean): readonly C[] {
  const chosen = active.length > 0 || only ? [...active, ...passive] : []
  return chosen.toSorted(byId)
}

function byId(a: Weighed, b: Weighed): number {
  return byBytes(a.id, b.id)
}

function commonDivisor(a: number, b: number): number {
  return b === 0 ? a : commonDivisor(b, a % b)
}
