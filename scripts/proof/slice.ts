import { parentPort, workerData } from 'node:worker_threads'

import { areaOf, bundledSuites, loadChecks, select } from '../../harness/catalogue.ts'
import type { Check } from '../../harness/check.ts'
import { Crowd } from '../../harness/engine/crowd.ts'
import { createMockServer } from '../../mock-server/index.ts'
import { judgeDefect, type Verdicts } from './judge-defect.ts'
import { setUp, setUpOf, type SetUpName } from './set-ups.ts'
import { startSwiftClock } from './swift-clock.ts'

/** A defect to judge at a tenant of its own; the empty string is the sound mock. */
export interface Trial {
  readonly defect: string
  readonly setUp: SetUpName
}

/** One thread's share of the matrix. */
export interface Share {
  readonly trials: readonly Trial[]
  readonly selectors: readonly string[]
  /** Whether a defect meets every check, or only those that stand in one file with a check that names it. */
  readonly full: boolean
}

/** A finished row. */
export interface Row extends Trial {
  readonly verdicts: Verdicts
}

const { trials, selectors, full } = workerData as Share
const checks = select(await loadChecks(), selectors)
const suites = (await bundledSuites()).map(({ checks: members }) => members.map(({ id }) => id))
const mock = await createMockServer()
const crowd = new Crowd(6)
/** A check that judges the recording needs something recorded: here is most of what it looks at. */
const busy: readonly string[] = ['scope', 'oauth21']
const queue = [...trials]
const swift = trials.some((trial) => setUp(trial.setUp).swift === true)
if (swift) startSwiftClock()

// On a clock that jumps, nothing may run beside what makes it jump.
await Promise.all(Array.from({ length: swift ? 1 : 24 }, () => work()))
await mock.close()

async function work(): Promise<void> {
  for (let trial = queue.shift(); trial !== undefined; trial = queue.shift()) {
    const { defect } = trial
    const verdicts = await judgeDefect(mock, setUp(trial.setUp), defect === '' ? [] : [defect], concerned(trial), crowd)
    parentPort?.postMessage({ ...trial, verdicts } satisfies Row)
  }
}

/** The checks a trial meets: all of them at the sound mock, unless the set-up is for a few; else those near to the defect. */
function concerned({ defect, setUp: place }: Trial): readonly Check[] {
  if (setUp(place).swift === true) return checks.filter(({ id }) => setUpOf(id) === place)
  if (full || (defect === '' && setUp(place).narrow !== true)) return checks
  const named = checks.filter((check) => setUpOf(check.id) === place && (defect === '' || check.defect === defect))
  const near = new Set(named.flatMap(({ id }) => suites.filter((ids) => ids.includes(id)).flat()))
  const own = (id: string): string[] => (setUp(place).narrow === true ? [] : [areaOf(id)])
  const areas = named.filter(({ passive }) => passive === true).flatMap(({ id }) => [...own(id), ...busy])
  return checks.filter(({ id }) => near.has(id) || areas.includes(areaOf(id)))
}
