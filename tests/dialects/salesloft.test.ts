import { afterAll, beforeAll, expect, test } from 'vitest'
import { createMockServer, type MockServer, type Tenant } from '../../mock-server/index.ts'
import { ask, credentials, json, logIn } from './as-vendor.ts'

const callback = 'http://localhost:3000/callback'

let mock: MockServer
let tenant: Tenant
beforeAll(async () => {
  mock = await createMockServer({ tenant: { dialect: 'salesloft' } })
  tenant = mock.tenant
})
afterAll(() => mock.close())

const token = (wish: object) => json(tenant, '/oauth/token', { ...credentials(tenant), ...wish })

async function loggedIn(username: string) {
  const query = { client_id: credentials(tenant).client_id, redirect_uri: callback, response_type: 'code' }
  const back = await logIn(tenant, '/oauth/authorize', query, username)
  const code = back.searchParams.get('code')
  return token({ code, grant_type: 'authorization_code', redirect_uri: callback })
}

test('the smallest authorization request gives the documented members', async () => {
  const { status, json: answer } = await loggedIn('jane')
  expect(status).toBe(200)
  expect(answer).toMatchObject({ access_token: expect.any(String), expires_in: 7200 })
  const refreshed = await token({ grant_type: 'refresh_token', refresh_token: answer['refresh_token'] })
  expect(refreshed.status).toBe(200)
  expect(refreshed.json['refresh_token']).not.toBe(answer['refresh_token'])
})

test('me.json tells whose token it is, and of a client its administrator', async () => {
  for (const [username, name] of [
    ['omar', 'Omar Haddad'],
    ['jane', 'Jane Smith'],
  ] as const) {
    const { json: answer } = await loggedIn(username)
    const me = await ask(tenant, '/v2/me.json', answer['access_token'])
    expect(me.json).toEqual({ data: { guid: username, name, email: `${username}@company.com` } })
    expect(me.headers.get('cache-control')).toBe('no-store')
  }
  const service = await token({ grant_type: 'client_credentials' })
  expect(service.json).not.toHaveProperty('refresh_token')
  expect((await ask(tenant, '/v2/me.json', service.json['access_token'])).json).toMatchObject({
    data: { name: 'Jane Smith', email: 'jane@company.com' },
  })
})

test('a client without the scope is told so', async () => {
  const body = { ...credentials(tenant, 'people-sync'), grant_type: 'client_credentials' }
  const { access_token } = (await json(tenant, '/oauth/token', body)).json
  expect((await ask(tenant, '/v2/me.json', access_token)).status).toBe(403)
  expect((await ask(tenant, '/v2/people.json', access_token)).status).toBe(200)
})
