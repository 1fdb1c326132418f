import { afterAll, beforeAll, expect, test } from 'vitest'

import type { Check } from '../../harness/check.ts'
import { createMockServer, type MockServer, type TenantOptions } from '../../mock-server/index.ts'
import { judgeBody, perform } from './perform.ts'

let mock: MockServer
beforeAll(async () => {
  mock = await createMockServer()
})
afterAll(() => mock.close())

const redirects = { redirect_uris: ['https://new.example/callback'] }

test('a registered client comes with what the server said, and is taken back at the end', async () => {
  const tenant = await mock.createTenant(undefined, { registration: 'open' })
  let id = ''
  await perform(tenant, async ({ op }) => {
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
  await judgeBody(tenant, async ({ op, blocked }) => {
    await op.register(redirects)
    blocked('no reason')
  })
  expect([...tenant.store.entries('Client')]).toEqual([])
})

test('a refusal gives no client', async () => {
  const tenant = await mock.createTenant(undefined, { registration: 'open' })
  await perform(tenant, async ({ op }) => {
    const { client, answer } = await op.register({ redirect_uris: ['http://new.example/callback'] })
    expect([client, answer.error]).toEqual([undefined, 'invalid_redirect_uri'])
  })
})

test('the initial access token and the metadata of the target file are sent', async () => {
  const options: TenantOptions = { registration: { token: 'initial' } }
  const registration = { initial_access_token: 'initial', metadata: { scope: 'read', client_name: 'Ours' } }
  const tenant = await mock.createTenant(undefined, options)
  const run: Check['run'] = async ({ op }) => {
    expect((await op.register(redirects)).answer.json).toMatchObject({ client_name: 'Ours', scope: 'read' })
  }
  expect(await judgeBody(tenant, run, { registration })).toMatchObject({ verdict: 'pass' })
})

test.each([
  ['no token', {}, /add registration\.initial_access_token/],
  ['a wrong token', { registration: { initial_access_token: 'other' } }, /correct registration\.initial_access_token/],
])('with %s the check is a skip that says what to do', async (_, target, advice) => {
  const tenant = await mock.createTenant(undefined, { registration: { token: 'initial' } })
  const run: Check['run'] = async ({ op }) => {
    await op.register(redirects)
  }
  const { verdict, because } = await judgeBody(tenant, run, target)
  expect([verdict, because]).toEqual(['skip', expect.stringMatching(advice)])
})
