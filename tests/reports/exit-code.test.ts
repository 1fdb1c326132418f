import { expect, test } from 'vitest'

import type { Verdict } from '../../reports/model.ts'
import { exitCode } from '../../reports/exit-code.ts'
import { resultOf, runWith, sampleRun } from './sample-run.ts'

interface Row {
  readonly verdicts: readonly Verdict[]
  readonly known?: true
  readonly interrupted?: true
  readonly stale?: true
  readonly leaks?: true
  readonly strict?: true
  readonly code: number
}

const table: readonly Row[] = [
  { verdicts: ['pass', 'note', 'skip'], code: 0 },
  { verdicts: ['pass', 'warn'], code: 0 },
  { verdicts: ['pass', 'warn'], strict: true, code: 1 },
  { verdicts: ['pass', 'note'], strict: true, code: 0 },
  { verdicts: ['warn'], strict: true, known: true, code: 0 },
  { verdicts: ['pass', 'fail'], code: 1 },
  { verdicts: ['fail'], known: true, code: 0 },
  { verdicts: ['fail', 'blocked', 'error'], code: 1 },
  { verdicts: ['fail'], leaks: true, code: 1 },
  { verdicts: ['pass', 'blocked'], code: 3 },
  { verdicts: ['error', 'skip'], code: 3 },
  { verdicts: ['pass'], leaks: true, code: 3 },
  { verdicts: ['pass'], stale: true, code: 1 },
  { verdicts: ['pass', 'blocked'], stale: true, code: 1 },
  { verdicts: ['skip', 'skip'], code: 4 },
  { verdicts: ['note'], code: 0 },
  { verdicts: [], code: 4 },
  { verdicts: [], leaks: true, code: 3 },
  { verdicts: ['fail', 'blocked'], interrupted: true, stale: true, leaks: true, code: 130 },
]

test.each(table)('$verdicts known=$known strict=$strict stale=$stale leaks=$leaks: $code', (row) => {
  const known = row.known ? { reason: 'accepted', issue: null, until: null } : null
  const base = runWith(...row.verdicts.map((verdict, index) => resultOf(`code.c${index}`, { verdict, known })))
  const run = { ...base, run: { ...sampleRun.run, interrupted: row.interrupted ?? false } }
  const ending = { run, stale: row.stale ? ['x'] : [], leaks: row.leaks ? ['y'] : [], strict: row.strict ?? false }
  expect(exitCode(ending)).toBe(row.code)
})
