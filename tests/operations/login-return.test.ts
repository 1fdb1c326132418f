import { afterAll, beforeAll, expect, test } from 'vitest'

import { returnParameters } from '../../harness/operations/login-return.ts'
import { createMockServer, type MockServer } from '../../mock-server/index.ts'
import { perform } from './perform.ts'

let mock: MockServer
beforeAll(async () => {
  mock = await createMockServer()
})
afterAll(() => mock.close())

const lure = 'https://elsewhere.example/assay'

test('the return parameter of the login page is found, and no parameter of the client is taken for one', async () => {
  const found: unknown[] = []
  await perform(await mock.createTenant(undefined, { returnTo: true }), async ({ op }) => {
    found.push(op.returnParameters(await op.walk({ visitor: 'fresh' })))
  })
  await perform(await mock.createTenant(), async ({ op }) => {
    found.push(op.returnParameters(await op.walk({ visitor: 'fresh' })))
  })
  expect(found).toEqual([['return_to'], []])
})

test.each([
  ['https://login.example/login?next=', '%2Fauthorize%3Fclient_id%3Dweb', ['next']],
  ['https://login.example/login?ctx=', 'abc', []],
  ['https://login.example/login?place=', '%2Fauthorize%2F1', ['place']],
  ['https://login.example/login?place=', 'https%3A%2F%2Flogin.example%2Fa', ['place']],
  ['https://login.example/login?place=', '%2FaB3%2Fx9kQ%3D', []],
  ['https://login.example/login?csrf_token=', '%2FaB3%2Fx9kQ', []],
  ['https://login.example/login?redirect_uri=', 'https%3A%2F%2Fapp.example%2Fcallback', []],
  ['https://upstream.example/login?next=', '%2Fhome%2Fx', []],
])('%s%s names %j', (place, value, names) => {
  const target = { endpoint: () => 'https://login.example/authorize', issuer: 'https://login.example' }
  const answer = (url: string) => ({ request: { method: 'GET', url, headers: [] } })
  const seen = { answers: [answer('https://login.example/authorize?client_id=web'), answer(`${place}${value}`)] }
  expect(returnParameters({ target }, seen)).toEqual(names)
})

test('a server that follows it is seen to leave, and the address is never requested', async () => {
  const seen: unknown[] = []
  await perform(
    await mock.createTenant(undefined, { returnTo: true, defects: ['login-return-open-redirect'] }),
    async ({ op }) => {
      for (const value of [lure, '//elsewhere.example/assay', '/\\elsewhere.example/assay']) {
        const { left, sent } = await op.misdirect('return_to', value)
        seen.push([sent, left?.replace(/^https?:/, '')])
      }
    },
  )
  expect(seen).toEqual(Array.from({ length: 3 }, () => [true, '//elsewhere.example/assay']))
})

test('a server that refuses it ends the walk on its page', async () => {
  const seen: unknown[] = []
  await perform(await mock.createTenant(undefined, { returnTo: true }), async ({ op }) => {
    const { left, sent, landing } = await op.misdirect('return_to', lure)
    seen.push(left, sent, landing.kind, landing.kind === 'page' ? landing.status : 0)
  })
  expect(seen).toEqual([undefined, true, 'page', 400])
})
