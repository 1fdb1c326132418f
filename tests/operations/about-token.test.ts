import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'

import { describeTenant } from '../../cli/embedded-mock.ts'
import { check, type Check } from '../../harness/check.ts'
import { openSession } from '../../harness/engine/session.ts'
import { Secrets } from '../../harness/evidence/redactor.ts'
import { must } from '../../harness/law.ts'
import { createMockServer, type MockServer, type Tenant } from '../../mock-server/index.ts'

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
  await perform(async ({ op }) => {
    const { refresh_token: token, client } = await op.refreshable()
    seen.push((await op.introspect(token)).json?.['active'])
    const answer = await op.revoke(token, { client, set: { token_type_hint: 'refresh_token' } })
    seen.push(answer.status, new URLSearchParams(answer.request.body).get('token_type_hint'))
    seen.push((await op.introspect(token)).json?.['active'])
  })
  expect(seen).toEqual([true, 200, 'refresh_token', false])
})

test('revoke and introspect can leave token and client out', async () => {
  const seen: unknown[] = []
  await perform(async ({ op }) => {
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
  await perform(async ({ op }) => {
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
  await perform(async ({ op }) => {
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
    await perform(async ({ op }) => {
      const answer = await op.introspect('eyJhbGciOiJSUzI1NiJ9.e30.c2lnbmF0dXJl')
      seen.push(answer.status, answer.json)
      seen.push((await op.revoke('eyJhbGciOiJSUzI1NiJ9.e30.c2lnbmF0dXJl')).status)
    })
    expect(seen).toEqual([200, { active: false }, 200])
  },
)

/** Runs a body that judges nothing with the operations of a check. */
async function perform(run: Check['run']): Promise<void> {
  const session = await openSession(describeTenant(tenant, 'mock'), undefined, {
    profile: 'oauth2',
    signal: AbortSignal.timeout(10_000),
    secrets: new Secrets(),
  })
  const look = check({
    id: 'test.operations',
    title: 'Operations are performed',
    law: [must('RFC 6749', '6')],
    needs: [],
    steps: { look: 'Look' },
    holds: 'Nothing is judged',
    defect: 'none',
    run,
  })
  expect(await session.judge(look)).toMatchObject({ verdict: 'pass' })
  await session.close()
}
