import { afterAll, beforeAll, expect, test } from 'vitest'

import { describeTenant } from '../../cli/embedded-mock.ts'
import { check, type Check } from '../../harness/check.ts'
import { openSession } from '../../harness/engine/session.ts'
import { Secrets } from '../../harness/evidence/redactor.ts'
import { must } from '../../harness/law.ts'
import type { TargetEntry } from '../../harness/target/config/config.ts'
import { createMockServer, type MockServer, type Tenant, type TenantOptions } from '../../mock-server/index.ts'

let mock: MockServer
beforeAll(async () => {
  mock = await createMockServer()
})
afterAll(() => mock.close())

const redirects = { redirect_uris: ['https://new.example/callback'] }

test('a registered client comes with what the server said, and is taken back at the end', async () => {
  const tenant = await mock.createTenant(undefined, { registration: 'open' })
  let id = ''
  await perform(tenant, {}, async ({ op }) => {
    const { client, answer } = await op.register({ ...redirects, scope: 'read' })
    id = client?.client_id ?? ''
    expect(answer.status).toBe(201)
    expect(client).toMatchObject({ ...redirects, scope: 'read', token_endpoint_auth_method: 'client_secret_basic' })
    expect(client?.client_secret).toHaveLength(86)
    expect(tenant.store.peek('Client', id)).toBeDefined()
  })
  expect(id).not.toBe('')
  expect(tenant.store.peek('Client', id)).toBeUndefined()
})

test('it is taken back when the check fails, too', async () => {
  const tenant = await mock.createTenant(undefined, { registration: 'open' })
  await perform(tenant, {}, async ({ op, blocked }) => {
    await op.register(redirects)
    blocked('no reason')
  })
  expect([...tenant.store.entries('Client')]).toEqual([])
})

test('a refusal gives no client', async () => {
  const tenant = await mock.createTenant(undefined, { registration: 'open' })
  await perform(tenant, {}, async ({ op }) => {
    const { client, answer } = await op.register({ redirect_uris: ['http://new.example/callback'] })
    expect([client, answer.error]).toEqual([undefined, 'invalid_redirect_uri'])
  })
})

test('the initial access token and the metadata of the target file are sent', async () => {
  const options: TenantOptions = { registration: { token: 'initial' } }
  const registration = { initial_access_token: 'initial', metadata: { scope: 'read', client_name: 'Ours' } }
  const tenant = await mock.createTenant(undefined, options)
  await perform(tenant, { registration }, async ({ op }) => {
    expect((await op.register(redirects)).answer.json).toMatchObject({ client_name: 'Ours', scope: 'read' })
  })
})

test.each([
  ['no token', {}, /add registration\.initial_access_token/],
  ['a wrong token', { registration: { initial_access_token: 'other' } }, /correct registration\.initial_access_token/],
])('with %s the check is a skip that says what to do', async (_, target, advice) => {
  const tenant = await mock.createTenant(undefined, { registration: { token: 'initial' } })
  const { verdict, because } = await perform(tenant, target, async ({ op }) => {
    await op.register(redirects)
  })
  expect([verdict, because]).toEqual(['skip', expect.stringMatching(advice)])
})

/** Runs a check body against a tenant; what it throws for a reason of its own makes the test fail. */
async function perform(tenant: Tenant, target: Partial<TargetEntry>, run: Check['run']) {
  let failed: unknown
  const session = await openSession(describeTenant(tenant, 'mock', target), undefined, {
    profile: 'oauth2',
    signal: new AbortController().signal,
    secrets: new Secrets(),
  })
  const definition = check({
    id: 'test.register',
    title: 'A check of this test',
    law: [must('RFC 6749', '2')],
    needs: [],
    steps: {},
    holds: 'Everything is well',
    defect: 'none',
    async run(context) {
      try {
        await run(context)
      } catch (error) {
        if (error instanceof Error && error.name === 'AssertionError') failed = error
        throw error
      }
    },
  })
  const judged = await session.judge(definition)
  await session.close()
  if (failed !== undefined) throw failed
  return judged
}
