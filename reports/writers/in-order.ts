import type { Finding } from '../lookup.ts'
import type { Run } from '../model.ts'
import { findings } from '../lookup.ts'
import { by } from '../order.ts'

/** Every finding of a run by target and check, in plain byte order. */
export function findingsInOrder(run: Run): Finding[] {
  return findings(run).toSorted(
    by(
      ({ result }) => result.target,
      ({ result }) => result.check,
    ),
  )
}
