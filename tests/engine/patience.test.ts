import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { fakeCheck, sessionWith } from './fake-target.ts'

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => {
  vi.useRealTimers()
})

const nobody = 'http://127.0.0.1:9'

test('a check that never ends is given up and blocked, and the next one has the hall', async () => {
  const session = await sessionWith(nobody)
  const endless = session.judge(fakeCheck(() => new Promise(() => undefined), { alone: true }))
  const next = session.judge(fakeCheck(async () => undefined))
  await vi.advanceTimersByTimeAsync(130_000)

  expect(await endless).toMatchObject({
    verdict: 'blocked',
    attempts: 1,
    because: 'the check did not end within 120 s of work',
  })
  expect(await next).toMatchObject({ verdict: 'pass' })
})

test('a pause longer than the patience is no lack of progress', async () => {
  const session = await sessionWith(nobody, { target: { limits: { max_wait_s: 1_000 } } })
  const pausing = session.judge(fakeCheck(({ wait }) => wait(600, 'an access token to expire')))
  await vi.advanceTimersByTimeAsync(601_000)

  expect(await pausing).toMatchObject({ verdict: 'pass', waited: 600 })
})

test('a check that was given up cannot come back into the hall and disturb', async () => {
  const session = await sessionWith(nobody)
  const seen: string[] = []
  const lingering = session.judge(
    fakeCheck(async ({ wait }) => {
      await new Promise((resolve) => setTimeout(resolve, 125_000))
      await wait(1, 'the test').catch((error: unknown) => seen.push(String(error)))
    }),
  )
  await vi.advanceTimersByTimeAsync(121_000)
  expect((await lingering).verdict).toBe('blocked')
  await vi.advanceTimersByTimeAsync(10_000)
  const alone = session.judge(fakeCheck(async () => undefined, { alone: true }))
  await vi.advanceTimersByTimeAsync(1_000)

  expect(seen).toHaveLength(1)
  expect(await alone).toMatchObject({ verdict: 'pass' })
})
