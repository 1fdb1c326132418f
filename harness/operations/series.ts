import type { SeriesKind } from '../moves.ts'
import { authorize } from './authorization.ts'
import { anyGrant, refreshable } from './grants.ts'
import type { Surroundings } from './surroundings.ts'

/** Values of a series. */
const many = 12

/**
 * Values of one kind in the order of issue, each from a flow of its own, one after the other. The first check that asks
 * has them made; what failed is made anew for the next.
 */
export async function series(around: Surroundings, kind: SeriesKind): Promise<readonly string[]> {
  const { series: known } = around
  const made = known.get(kind) ?? make(makers[kind], around)
  known.set(kind, made)
  try {
    return await made
  } catch (error) {
    known.delete(kind)
    throw error
  }
}

const makers: Readonly<Record<SeriesKind, (around: Surroundings) => Promise<string>>> = {
  code: async (around) => (await authorize(around)).value,
  access_token: async (around) => (await anyGrant(around).tokens()).access_token,
  refresh_token: async (around) => (await refreshable(around)).refresh_token,
}

async function make(next: (around: Surroundings) => Promise<string>, around: Surroundings): Promise<readonly string[]> {
  const values: string[] = []
  while (values.length < many) values.push(await next(around))
  return values
}
