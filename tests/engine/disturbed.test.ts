import { expect, test } from 'vitest'

import type { Check } from '../../harness/check.ts'
import type { Context } from '../../harness/context.ts'
import type { Judged } from '../../harness/engine/judge.ts'
import { fakeCheck, fakeTarget, granted, sessionWith } from './fake-target.ts'

/** It sleeps before it disturbs. */
const comesBack = { waits: 'a moment' }

type Say = (context: Context, lives: boolean) => void

/** A check that sleeps at a server where another check, let in at each of its runs, ends all that anybody holds. */
async function besideDisturber(say: Say, disturbing: { waits?: string } = comesBack): Promise<Judged> {
  const fake = await fakeTarget(() => granted)
  const session = await sessionWith(fake.url)
  let epoch = 0
  const disturber = fakeCheck(
    async ({ wait }) => {
      if (disturbing.waits !== undefined) await wait(0.1, 'the test')
      epoch += 1
    },
    { id: 'fake.disturber', alone: true, ...disturbing },
  )
  const disturbers: Promise<Judged>[] = []
  const run: Check['run'] = async (context) => {
    const held = epoch
    disturbers.push(session.judge(disturber))
    await context.wait(0.2, 'the test')
    say(context, held === epoch)
  }
  const judged = await session.judge(fakeCheck(run, { id: 'fake.sleeper', waits: 'a moment' }))
  expect((await Promise.all(disturbers)).map(({ verdict }) => verdict)).not.toContain('fail')
  expect(epoch).toBe(disturbers.length)
  return judged
}

test.each([['fail', undefined] as const, ['warn', 'servers may end it early'] as const])(
  'what another check ended is no %s of the server',
  async (_, tolerated) => {
    const judged = await besideDisturber(({ law }, lives) =>
      law.that(lives, { expected: 'life', actual: 'none', tolerated }),
    )
    expect(judged).toMatchObject({ verdict: 'pass', attempts: 2, unstable: false })
  },
)

test('nor does it block the check', async () => {
  const judged = await besideDisturber(({ blocked }, lives) => (lives ? undefined : blocked('nothing lives')))
  expect(judged).toMatchObject({ verdict: 'pass', attempts: 2 })
})

test('what is broken without a disturbance stays broken', async () => {
  const judged = await besideDisturber(({ law }) => law.that(false, { expected: 'this', actual: 'that' }))
  expect(judged).toMatchObject({ verdict: 'fail', attempts: 2 })
})

test('one that may end what others hold begins when nobody sleeps', async () => {
  const judged = await besideDisturber(({ law }, lives) => law.that(lives, { expected: 'life', actual: 'none' }), {})
  expect(judged).toMatchObject({ verdict: 'pass', attempts: 1 })
})
