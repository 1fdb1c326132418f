import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'

import { createMockServer, type MockServer, type Tenant } from '../../mock-server/index.ts'
import { legacyClients } from './legacy-clients.ts'
import { post, refresh, visit, type Answer } from './visitor.ts'

let mock: MockServer
let tenant: Tenant
beforeAll(async () => {
  mock = await createMockServer()
})
beforeEach(async () => {
  tenant = await mock.createTenant(undefined, { clients: legacyClients() })
})
afterAll(() => mock.close())

const alice = { grant_type: 'password', username: 'alice', password: 'alice-password' }

const ask = (change: Record<string, string> = {}, client: string | null = 'legacy'): Promise<Answer> =>
  post(tenant, '/token', { ...alice, ...change }, client)

const outcome = ({ status, json }: Answer) => [status, json['error']]

test('a user name and password give a token of the user, for the default scope, and a refresh token where registered', async () => {
  const { status, json } = await ask()
  expect(status).toBe(200)
  expect(json).toMatchObject({ token_type: 'Bearer', scope: 'read', expires_in: 600 })
  expect((await visit(tenant, '/resource', json['access_token'])).json).toMatchObject({
    sub: 'alice',
    client_id: 'legacy',
    scope: 'read',
  })
  const again = await refresh(tenant, json['refresh_token'], 'legacy')
  expect((await visit(tenant, '/resource', again.json['access_token'])).json['sub']).toBe('alice')
})

test('a public client that is registered for it gets a token, and no refresh token it is not registered for', async () => {
  const { json } = await ask({ scope: 'read write' }, 'kiosk')
  expect(Object.keys(json).toSorted()).toEqual(['access_token', 'expires_in', 'scope', 'token_type'])
  expect(json['scope']).toBe('read write')
})

test('the token is a JWT where the tenant issues those', async () => {
  tenant = await mock.createTenant(undefined, { clients: legacyClients(), accessTokens: 'jwt' })
  const { json } = await ask()
  const [, claims = ''] = String(json['access_token']).split('.')
  expect(JSON.parse(Buffer.from(claims, 'base64url').toString())).toMatchObject({ sub: 'alice', scope: 'read' })
})

test.each([
  ['a wrong password', { password: 'Alice-password' }, 'invalid_grant'],
  ['an unknown user', { username: 'nobody' }, 'invalid_grant'],
  ['no password', { password: '' }, 'invalid_request'],
  ['no user name', { username: '' }, 'invalid_request'],
  ['an unknown scope', { scope: 'read unheard-of' }, 'invalid_scope'],
  ['a scope the client may not have', { scope: 'write' }, 'invalid_scope'],
  ['a malformed scope', { scope: '"read\\' }, 'invalid_scope'],
])('%s is refused', async (_, change, error) => {
  expect(outcome(await ask(change))).toEqual([400, error])
})

test('a wrong password and an unknown user get the same answer', async () => {
  const [one, other] = [await ask({ password: 'wrong' }), await ask({ username: 'nobody' })]
  expect(one.text).toBe(other.text)
})

test('after ten wrong passwords in a row the right one is refused too, for this user alone', async () => {
  await Promise.all(Array.from({ length: 9 }, () => ask({ password: 'wrong' })))
  expect((await ask()).status).toBe(200)
  await Promise.all(Array.from({ length: 10 }, () => ask({ password: 'wrong' })))
  expect(outcome(await ask())).toEqual([400, 'invalid_grant'])
  expect((await ask({ username: 'bob', password: 'bob-password' })).status).toBe(200)
})

test('a confidential client has to authenticate', async () => {
  expect(outcome(await ask({ client_id: 'legacy' }, null))).toEqual([401, 'invalid_client'])
  expect(outcome(await ask({ client_id: 'legacy', client_secret: 'wrong' }, null))).toEqual([401, 'invalid_client'])
})

test('a client that is not registered for it is refused as unauthorized_client', async () => {
  expect(outcome(await ask({}, 'web'))).toEqual([400, 'unauthorized_client'])
})

test('a tenant without a client for it neither has the grant nor announces it', async () => {
  const announced = async () =>
    (await visit(tenant, '/.well-known/openid-configuration', '')).json['grant_types_supported']
  expect(await announced()).toContain('password')
  tenant = mock.tenant
  expect(await announced()).not.toContain('password')
  expect(outcome(await ask({}, 'web'))).toEqual([400, 'unsupported_grant_type'])
})
