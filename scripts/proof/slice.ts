import { parentPort, workerData } from 'node:worker_threads'

import { loadChecks, select } from '../../harness/catalogue.ts'
import { Crowd } from '../../harness/engine/crowd.ts'
import { createMockServer } from '../../mock-server/index.ts'
import { judgeDefect, type Verdicts } from './judge-defect.ts'

/** One thread's share of the matrix. */
export interface Share {
  /** Defects to judge, each at a tenant of its own; the empty string is the sound mock. */
  readonly defects: readonly string[]
  readonly selectors: readonly string[]
}

/** A finished row. */
export interface Row {
  readonly defect: string
  readonly verdicts: Verdicts
}

const { defects, selectors } = workerData as Share
const checks = select(await loadChecks(), selectors)
const mock = await createMockServer()
const crowd = new Crowd(6)
const queue = [...defects]

await Promise.all(Array.from({ length: 24 }, () => work()))
await mock.close()

async function work(): Promise<void> {
  for (let defect = queue.shift(); defect !== undefined; defect = queue.shift()) {
    const verdicts = await judgeDefect(mock, defect === '' ? [] : [defect], checks, crowd)
    parentPort?.postMessage({ defect, verdicts } satisfies Row)
  }
}
