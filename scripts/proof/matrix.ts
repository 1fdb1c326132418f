import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'

import { setUp } from './set-ups.ts'
import type { Row, Share, Trial } from './slice.ts'

/** Judges checks at one tenant per trial, over all cores; calls back for each finished row. */
export async function judgeMatrix(
  trials: readonly Trial[],
  { selectors, full }: Omit<Share, 'trials'>,
  onRow: (row: Row) => void,
): Promise<Row[]> {
  const threads = Math.min(availableParallelism(), trials.length)
  const rows: Row[] = []
  const isSwift = (trial: Trial): boolean => setUp(trial.setUp).swift === true
  const usual = trials.filter((trial) => !isSwift(trial))
  const shares = [
    ...Array.from({ length: threads }, (_, thread) => usual.filter((_, index) => index % threads === thread)),
    trials.filter(isSwift),
  ]
    .filter((share) => share.length > 0)
    .map((share): Share => ({ trials: share, selectors, full }))
  await Promise.all(
    shares.map((share) =>
      runShare(share, (row) => {
        rows.push(row)
        onRow(row)
      }),
    ),
  )
  return rows.toSorted((a, b) => (a.defect < b.defect ? -1 : 1))
}

function runShare(share: Share, onRow: (row: Row) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./slice.js', import.meta.url), { workerData: share })
    worker.on('message', onRow)
    worker.on('error', reject)
    worker.on('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`a thread of the matrix ended with ${code}`)),
    )
  })
}
