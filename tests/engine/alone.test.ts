import { setTimeout } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'

import type { Check } from '../../harness/check.ts'
import { fakeCheck, fakeTarget, granted, sessionWith } from './fake-target.ts'

/** Notes who is at work beside whom. */
function watched(): { check(id: string, change?: Partial<Check>): Check; beside: Map<string, Set<string>> } {
  const inside = new Set<string>()
  const beside = new Map<string, Set<string>>()
  return {
    beside,
    check: (id, change = {}) =>
      fakeCheck(
        async ({ law, wait }) => {
          const work = async (): Promise<void> => {
            inside.add(id)
            const seen = beside.get(id) ?? new Set()
            for (const other of inside) {
              beside.set(id, seen.add(other))
              beside.set(other, (beside.get(other) ?? new Set()).add(id))
            }
            await setTimeout(20)
            inside.delete(id)
          }
          await work()
          if (change.waits !== undefined) {
            await wait(0.1, change.waits)
            await work()
          }
          if (id.startsWith('broken')) law.that(false, { expected: 'this', actual: 'that' })
        },
        { id, ...change },
      ),
  }
}

test('checks run side by side; those marked alone and every second judgement do not', async () => {
  const fake = await fakeTarget(() => granted)
  const session = await sessionWith(fake.url)
  const { check, beside } = watched()
  const checks = [
    check('lonely.one', { alone: true }),
    check('shared.one'),
    check('broken.one'),
    check('shared.two'),
    check('lonely.two', { alone: true }),
  ]

  const judged = await Promise.all(checks.map((each) => session.judge(each)))

  expect(judged.map(({ verdict }) => verdict)).toEqual(['pass', 'pass', 'fail', 'pass', 'pass'])
  expect(beside.get('lonely.one')).toEqual(new Set(['lonely.one']))
  expect(beside.get('lonely.two')).toEqual(new Set(['lonely.two']))
  expect(beside.get('shared.one')).toEqual(new Set(['shared.one', 'broken.one', 'shared.two']))
})

test('the second judgement of a failure has the target for itself', async () => {
  const fake = await fakeTarget(() => granted)
  const session = await sessionWith(fake.url)
  let working = 0
  let besideSecond = -1
  let runs = 0
  const broken = fakeCheck(async ({ law }) => {
    runs += 1
    if (runs === 2) besideSecond = working
    await setTimeout(10)
    law.that(false, { expected: 'this', actual: 'that' })
  })
  const busy = fakeCheck(async () => {
    working += 1
    await setTimeout(150)
    working -= 1
  })

  const [judged] = await Promise.all([session.judge(broken), session.judge(busy), session.judge(busy)])

  expect(judged).toMatchObject({ verdict: 'fail', attempts: 2 })
  expect(besideSecond).toBe(0)
})

test('pauses of many checks overlap, also of those that must be alone afterwards', async () => {
  const fake = await fakeTarget(() => granted)
  const session = await sessionWith(fake.url)
  const pausing = Array.from({ length: 30 }, (_, index) =>
    fakeCheck(({ wait }) => wait(1, 'the test'), {
      id: `pausing.${index}`,
      ...(index % 2 === 0 ? { alone: true as const, waits: 'a second' } : {}),
    }),
  )
  const warnings: string[] = []
  const hear = (warning: Error): number => warnings.push(warning.name)
  process.on('warning', hear)
  onTestFinished(() => void process.off('warning', hear))
  const started = performance.now()

  const judged = await Promise.all(pausing.map((each) => session.judge(each)))

  expect(judged.map(({ verdict, waited }) => [verdict, waited])).toEqual(pausing.map(() => ['pass', 1]))
  // One after another the pauses would take 30 seconds.
  expect(performance.now() - started).toBeLessThan(10_000)
  expect(warnings).toEqual([])
})

test('a pause beyond the limit of the target is a skip', async () => {
  const fake = await fakeTarget(() => granted)
  const session = await sessionWith(fake.url, { target: { limits: { max_wait_s: 5 } } })

  expect(await session.judge(fakeCheck(({ wait }) => wait(6, 'a token to expire')))).toMatchObject({
    verdict: 'skip',
    because: 'needs a pause of 6 s for a token to expire; allow it with --max-wait 6',
  })
})
