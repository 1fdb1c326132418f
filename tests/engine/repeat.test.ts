import { expect, test } from 'vitest'

import { judgeRepeatedly } from '../../harness/engine/repeat.ts'
import type { Verdict } from '../../harness/verdict.ts'
import { fakeCheck, fakeTarget, granted, refused, sessionWith } from './fake-target.ts'

const outcome = (verdict: Verdict, attempts = 1) => ({ verdict, unstable: false, attempts, worked: 5, waited: 1 })

/** Gives these verdicts one after the other. */
function inTurn(...verdicts: readonly Verdict[]) {
  const left = verdicts.map((verdict) => outcome(verdict))
  return async () => left.shift() ?? outcome('error')
}

test('the gravest verdict counts, with how often each was reached', async () => {
  expect(await judgeRepeatedly(4, inTurn('pass', 'warn', 'fail', 'pass'))).toEqual({
    verdict: 'fail',
    unstable: true,
    attempts: 4,
    worked: 20,
    waited: 4,
    distribution: { fail: 1, warn: 1, pass: 2 },
  })
})

test('the same verdict every time is stable', async () => {
  expect(await judgeRepeatedly(3, inTurn('pass', 'pass', 'pass'))).toMatchObject({
    verdict: 'pass',
    unstable: false,
    distribution: { pass: 3 },
  })
})

test('once is no distribution, and what was never tried is not tried again', async () => {
  expect(await judgeRepeatedly(1, inTurn('pass'))).not.toHaveProperty('distribution')
  const skipped = await judgeRepeatedly(5, async () => outcome('skip', 0))
  expect(skipped).toEqual(outcome('skip', 0))
})

test('a session repeats each check as told and finds a fault that shows every third time', async () => {
  const check = fakeCheck(async ({ op, step, law }) => {
    law(await step.judged(() => op.clientCredentials())).refuses('invalid_grant')
  })
  const fake = await fakeTarget((turn) => (turn % 3 === 0 ? granted : refused))
  const judged = await (await sessionWith(fake.url, { repeat: 6 })).judge(check)

  expect(judged).toMatchObject({ verdict: 'fail', unstable: true })
  expect(judged.distribution).toEqual({ fail: 2, pass: 4 })
})
