import { parentPort, workerData } from 'node:worker_threads'

import { areaOf, loadChecks, select } from '../../harness/catalogue.ts'
import type { Check } from '../../harness/check.ts'
import { Crowd } from '../../harness/engine/crowd.ts'
import { createMockServer } from '../../mock-server/index.ts'
import { judgeDefect, type Verdicts } from './judge-defect.ts'
import { setUp, setUpOf, type SetUpName } from './set-ups.ts'

/** A defect to judge at a tenant of its own; the empty string is the sound mock. */
export interface Trial {
  readonly defect: string
  readonly setUp: SetUpName
}

/** One thread's share of the matrix. */
export interface Share {
  readonly trials: readonly Trial[]
  readonly selectors: readonly string[]
  /** Whether a defect meets every check, or only those of the areas in which a check names it. */
  readonly full: boolean
}

/** A finished row. */
export interface Row extends Trial {
  readonly verdicts: Verdicts
}

const { trials, selectors, full } = workerData as Share
const checks = select(await loadChecks(), selectors)
const mock = await createMockServer()
const crowd = new Crowd(6)
const queue = [...trials]

await Promise.all(Array.from({ length: 24 }, () => work()))
await mock.close()

async function work(): Promise<void> {
  for (let trial = queue.shift(); trial !== undefined; trial = queue.shift()) {
    const { defect } = trial
    const verdicts = await judgeDefect(mock, setUp(trial.setUp), defect === '' ? [] : [defect], concerned(trial), crowd)
    parentPort?.postMessage({ ...trial, verdicts } satisfies Row)
  }
}

/** The checks a defect has to meet; the sound mock meets all. */
function concerned({ defect, setUp: place }: Trial): readonly Check[] {
  if (full || defect === '') return checks
  const named = checks.filter((check) => check.defect === defect && setUpOf(check.id) === place)
  const areas = new Set(named.map(({ id }) => areaOf(id)))
  // A check that judges the recording needs something recorded.
  if (named.some(({ passive }) => passive === true)) for (const area of ['token', 'code', 'refresh']) areas.add(area)
  return checks.filter(({ id }) => areas.has(areaOf(id)))
}
