import { afterAll, beforeAll, expect, test } from 'vitest'
import { createMockServer, type MockServer, type Tenant } from '../../mock-server/index.ts'
import { ask, credentials, json, logIn } from './as-vendor.ts'

const callback = 'https://app.example/callback'

let mock: MockServer
let tenant: Tenant
beforeAll(async () => {
  mock = await createMockServer({ tenant: { dialect: 'sso' } })
  tenant = mock.tenant
})
afterAll(() => mock.close())

const token = (wish: object) => json(tenant, '/token', { ...credentials(tenant), ...wish })

async function code(): Promise<string> {
  const { client_id } = credentials(tenant)
  const back = await logIn(tenant, '/authorize', { client_id, response_type: 'code', redirect_uri: callback })
  return back.searchParams.get('code') ?? ''
}

test('nothing is published', async () => {
  for (const name of ['openid-configuration', 'oauth-authorization-server'])
    expect((await ask(tenant, `/.well-known/${name}`)).status).toBe(404)
})

test('a code is redeemed without redirect_uri, once, and ends as the samples do', async () => {
  const value = await code()
  expect(value).toMatch(/%3D$/)
  const redemption = { grant_type: 'authorization_code', code: value }
  const answer = await token(redemption)
  expect(answer.status).toBe(200)
  expect(answer.json['refresh_token']).toMatch(/%3d$/)
  expect((await ask(tenant, '/api/me', answer.json['access_token'])).json).toMatchObject({ username: 'jsmith' })
  expect(await token(redemption)).toMatchObject({ status: 400, json: { error: 'invalid_grant' } })
})

test('a redirect_uri that is sent is compared, and the code stays with its client', async () => {
  const wrong = {
    grant_type: 'authorization_code',
    code: await code(),
    redirect_uri: 'https://second.example/callback',
  }
  expect((await token(wrong)).json['error']).toBe('invalid_grant')
  const other = credentials(tenant, '5D1F0C3E-6A0B-4C57-9B0E-2F5E8D1A7B42')
  const stolen = { ...other, grant_type: 'authorization_code', code: await code() }
  expect((await json(tenant, '/token', stolen)).json['error']).toBe('invalid_grant')
})

test.each([
  ['password', { grant_type: 'password', username: 'jsmith', password: 'password123' }],
  ['client_credentials', { grant_type: 'client_credentials' }],
])('%s gives a refresh token, which is replaced at each use', async (_grant, wish) => {
  const first = await token(wish)
  expect(first).toMatchObject({ status: 200, json: { expires_in: 900 } })
  const again = { grant_type: 'refresh_token', refresh_token: first.json['refresh_token'] }
  const second = await token(again)
  expect(second.status).toBe(200)
  expect(second.json['refresh_token']).not.toBe(first.json['refresh_token'])
  expect(second.json['access_token']).not.toBe(first.json['access_token'])
  expect((await ask(tenant, '/api/items', second.json['access_token'])).status).toBe(200)
  expect((await token(again)).json['error']).toBe('invalid_grant')
})

test('a token without a user opens nothing about one, refreshed or not', async () => {
  const first = (await token({ grant_type: 'client_credentials' })).json
  const second = (await token({ grant_type: 'refresh_token', refresh_token: first['refresh_token'] })).json
  for (const one of [first, second]) expect((await ask(tenant, '/api/me', one['access_token'])).status).toBe(403)
})

test('the implicit grant returns a token at once and nothing to refresh it', async () => {
  const { client_id } = credentials(tenant)
  const back = await logIn(tenant, '/authorize', { client_id, response_type: 'token', redirect_uri: callback })
  const given = new URLSearchParams(back.hash.slice(1))
  expect([...given.keys()]).not.toContain('refresh_token')
  expect((await ask(tenant, '/api/me', given.get('access_token'))).status).toBe(200)
})
