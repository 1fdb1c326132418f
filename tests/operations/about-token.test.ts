import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'

import { createMockServer, type MockServer, type Tenant } from '../../mock-server/index.ts'
import { judgeBody, perform } from './perform.ts'

let mock: MockServer
let tenant: Tenant
beforeAll(async () => {
  mock = await createMockServer()
})
beforeEach(async () => {
  tenant = await mock.createTenant()
})
afterAll(() => mock.close())

const requests = (endpoint: string) => tenant.journal.list().filter((entry) => entry.endpoint === endpoint)

test('revoke ends a token as the client that owns it, and introspect sees it end', async () => {
  const seen: unknown[] = []
  await perform(tenant, async ({ op }) => {
    const { refresh_token: token, client } = await op.refreshable()
    seen.push((await op.introspect(token)).json?.['active'])
    const answer = await op.revoke(token, { client, hint: 'refresh_token' })
    seen.push(answer.status, new URLSearchParams(answer.request.body).get('token_type_hint'))
    seen.push((await op.introspect(token)).json?.['active'])
  })
  expect(seen).toEqual([true, 200, 'refresh_token', false])
})

test('renew tells the refresh token in force, a new one only where the server rotates', async () => {
  const seen: boolean[] = []
  for (const rotation of [true, false]) {
    const place = await mock.createTenant(undefined, { rotation })
    await perform(place, async ({ op }) => {
      const first = await op.refreshable()
      const { refresh_token: second, access_token: token, client } = await op.renew(first)
      expect([token === first.access_token, client]).toEqual([false, first.client])
      seen.push(second === first.refresh_token, (await op.refresh({ refresh_token: second, client })).hasToken)
    })
  }
  expect(seen).toEqual([false, true, true, true])
})

test('renew without a refresh token is a skip', async () => {
  const judged = await judgeBody(tenant, async ({ op }) => {
    await op.renew({ ...(await op.refreshable()), refresh_token: undefined })
  })
  expect(judged).toMatchObject({ verdict: 'skip', because: expect.stringContaining('no refresh token') })
})

test('the other client is another confidential one', async () => {
  const seen: unknown[] = []
  await perform(tenant, async ({ target }) => {
    const [first, second, spa] = [target.client('confidential'), target.client('second'), target.client('public')]
    seen.push(target.otherThan(first) === second, target.otherThan(second) === first, target.otherThan(spa) === first)
  })
  expect(seen).toEqual([true, true, true])
})

test('revoke and introspect can leave token and client out', async () => {
  const seen: unknown[] = []
  await perform(tenant, async ({ op }) => {
    seen.push((await op.revoke('', { set: { token: null } })).error)
    seen.push((await op.revoke('x', { auth: 'nothing' })).status)
    seen.push((await op.introspect('', { set: { token: null } })).error)
    seen.push((await op.introspect('x', { auth: 'nothing' })).status)
  })
  expect(seen).toEqual(['invalid_request', 400, 'invalid_request', 400])
  expect(requests('revocation').map(({ client }) => client)).toEqual(['web', undefined])
})

test('the resource is called with the Authorization header lines and the query asked for', async () => {
  const sent: unknown[] = []
  await perform(tenant, async ({ op }) => {
    const answers = [
      await op.resource('t'),
      await op.resource('t', { authorization: [] }),
      await op.resource('t', { authorization: ['Token t', 'Bearer u'] }),
      await op.resource('t', { headers: { authorization: 'DPoP t' } }),
      await op.resource('t', { query: { access_token: 'a b' } }),
    ]
    for (const { request } of answers) {
      const lines = request.headers.filter(([name]) => name === 'authorization').map(([, value]) => value)
      sent.push([new URL(request.url).search, ...lines])
    }
  })
  expect(sent).toEqual([
    ['', 'Bearer t'],
    [''],
    ['', 'Token t', 'Bearer u'],
    ['', 'DPoP t'],
    ['?access_token=a+b', 'Bearer t'],
  ])
})

test('a form goes to the resource as a form body', async () => {
  await perform(tenant, async ({ op }) => {
    const { request } = await op.resource('t', { method: 'POST', authorization: [], form: { access_token: 'a b' } })
    expect([request.method, request.body]).toEqual(['POST', 'access_token=a+b'])
    expect(request.headers).toContainEqual(['content-type', 'application/x-www-form-urlencoded'])
  })
})

test.each(['opaque', 'jwt'] as const)(
  'a JWT nobody knows is inactive and revoked as if it were known: %s',
  async (kind) => {
    tenant = await mock.createTenant(undefined, { accessTokens: kind })
    const seen: unknown[] = []
    await perform(tenant, async ({ op }) => {
      const answer = await op.introspect('eyJhbGciOiJSUzI1NiJ9.e30.c2lnbmF0dXJl')
      seen.push(answer.status, answer.json)
      seen.push((await op.revoke('eyJhbGciOiJSUzI1NiJ9.e30.c2lnbmF0dXJl')).status)
    })
    expect(seen).toEqual([200, { active: false }, 200])
  },
)
