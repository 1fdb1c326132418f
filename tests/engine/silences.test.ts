import { expect, test } from 'vitest'

import type { Silence } from '../../harness/context.ts'
import { fakeCheck, fakeTarget, granted, sessionWith, type Script } from './fake-target.ts'

const asking = fakeCheck(async ({ op, step }) => {
  await step.control(() => op.clientCredentials().tokens())
})

/** What a passive check is told of silence after one check was judged at this server. */
async function silencesAfter(script: Script): Promise<readonly Silence[]> {
  const { url } = await fakeTarget(script)
  const session = await sessionWith(url)
  await session.judge(asking)
  let told: readonly Silence[] = []
  const listening = fakeCheck(async ({ silences }) => void (told = silences()), { passive: true })
  expect((await session.judge(listening)).verdict).toBe('pass')
  return told
}

test('a request that gets no answer twice is on record once', async () => {
  const told = await silencesAfter((turn) => (turn <= 3 ? 'hang up' : granted))

  expect(told.map(({ kind, request }) => [kind, request.method, new URL(request.url).pathname])).toEqual([
    ['reset', 'POST', '/token'],
  ])
})

test('a request that is answered when it is repeated is not on record', async () => {
  expect(await silencesAfter((turn) => (turn === 1 ? 'hang up' : granted))).toEqual([])
})
