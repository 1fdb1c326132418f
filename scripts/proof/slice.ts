import { parentPort, workerData } from 'node:worker_threads'

import { areaOf, loadChecks, select } from '../../harness/catalogue.ts'
import type { Check } from '../../harness/check.ts'
import { Crowd } from '../../harness/engine/crowd.ts'
import { createMockServer } from '../../mock-server/index.ts'
import { judgeDefect, type Verdicts } from './judge-defect.ts'

/** One thread's share of the matrix. */
export interface Share {
  /** Defects to judge, each at a tenant of its own; the empty string is the sound mock. */
  readonly defects: readonly string[]
  readonly selectors: readonly string[]
  /** Whether a defect meets every check, or only those of the areas in which a check names it. */
  readonly full: boolean
}

/** A finished row. */
export interface Row {
  readonly defect: string
  readonly verdicts: Verdicts
}

const { defects, selectors, full } = workerData as Share
const checks = select(await loadChecks(), selectors)
const mock = await createMockServer()
const crowd = new Crowd(6)
const queue = [...defects]

await Promise.all(Array.from({ length: 24 }, () => work()))
await mock.close()

async function work(): Promise<void> {
  for (let defect = queue.shift(); defect !== undefined; defect = queue.shift()) {
    const verdicts = await judgeDefect(mock, defect === '' ? [] : [defect], concerned(defect), crowd)
    parentPort?.postMessage({ defect, verdicts } satisfies Row)
  }
}

/** The checks a defect has to meet; the sound mock meets all. */
function concerned(defect: string): readonly Check[] {
  if (full || defect === '') return checks
  const named = checks.filter((check) => check.defect === defect)
  const areas = new Set(named.map(({ id }) => areaOf(id)))
  // A check that judges the recording needs something recorded.
  if (named.some(({ passive }) => passive === true)) for (const area of ['token', 'code', 'refresh']) areas.add(area)
  return checks.filter(({ id }) => areas.has(areaOf(id)))
}
