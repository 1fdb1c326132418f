import { expect, test } from 'vitest'

import type { Operations } from '../../harness/context.ts'
import { fakeCheck, fakeTarget, granted, sessionWith, type Script } from '../engine/fake-target.ts'

/** Runs moves at a server that follows a script, with a client that may use codes. */
async function moves(script: Script, run: (op: Operations) => Promise<void>): Promise<void> {
  const { url } = await fakeTarget(script)
  const metadata = { authorization_endpoint: `${url}/authorize`, token_endpoint: `${url}/token` }
  const clients = { web: { client_id: 'web', redirect_uris: ['https://app.example/callback'] } }
  const session = await sessionWith(url, { target: { metadata, clients } })
  const { verdict, because } = await session.judge(fakeCheck(({ op }) => run(op)))
  expect([verdict, because]).toEqual(['pass', expect.any(String)])
}

test('the query of a knock leaves as it was rewritten', async () => {
  await moves(
    () => granted,
    async (op) => {
      const answer = await op.knock({}, { raw: (query) => `${query.replace('client_id=web', 'client_id=%zz')}&a;b?` })

      expect(answer.request.url).toMatch(/\/authorize\?response_type=code&client_id=%zz&.*&a;b\?$/)
      expect(answer.request.method).toBe('GET')
    },
  )
})

test('a knock without an answer is an outcome', async () => {
  await moves(
    () => 'hang up',
    async (op) => {
      expect(await op.knockOutcome()).toMatchObject({ name: 'NoAnswer', kind: 'reset' })
    },
  )
})

test('a knock with an answer has it as its outcome', async () => {
  await moves(
    () => granted,
    async (op) => {
      expect(await op.knockOutcome()).toMatchObject({ status: 200 })
    },
  )
})
