import { afterAll, beforeAll, expect, test } from 'vitest'
import { createMockServer, type MockServer, type RegistrationPolicy } from '../../mock-server/index.ts'
import { read } from './visitor.ts'

let mock: MockServer
beforeAll(async () => {
  mock = await createMockServer()
})
afterAll(() => mock.close())

const redirects = { redirect_uris: ['https://new.example/callback'] }

async function register(policy: RegistrationPolicy, metadata: object, token?: string) {
  const tenant = await mock.createTenant(undefined, { registration: policy })
  const response = await fetch(`${tenant.issuer}/register`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(metadata),
  })
  const { status, json } = await read(response)
  return { tenant, status, answer: json }
}

test('registration is off by default and not announced', async () => {
  const { tenant, status } = await register('off', redirects)
  const metadata: object = JSON.parse(await (await fetch(`${tenant.issuer}/.well-known/openid-configuration`)).text())
  expect([status, 'registration_endpoint' in metadata]).toEqual([404, false])
})

test('a client can be registered, authenticates, and can be taken back', async () => {
  const { tenant, status, answer } = await register('open', {
    ...redirects,
    grant_types: ['client_credentials', 'authorization_code'],
    response_types: ['code'],
  })
  expect(status).toBe(201)
  const token = async () => {
    const credentials = Buffer.from(`${String(answer['client_id'])}:${String(answer['client_secret'])}`).toString(
      'base64',
    )
    const body = new URLSearchParams({ grant_type: 'client_credentials' })
    return (
      await fetch(`${tenant.issuer}/token`, {
        method: 'POST',
        body,
        headers: { authorization: `Basic ${credentials}` },
      })
    ).status
  }
  expect(await token()).toBe(200)
  const authorization = `Bearer ${String(answer['registration_access_token'])}`
  const gone = await fetch(String(answer['registration_client_uri']), { method: 'DELETE', headers: { authorization } })
  expect([gone.status, await token()]).toEqual([204, 401])
})

test('an initial access token is demanded where there is one', async () => {
  expect((await register({ token: 'initial' }, redirects)).status).toBe(401)
  expect((await register({ token: 'initial' }, redirects, 'other')).status).toBe(401)
  expect((await register({ token: 'initial' }, redirects, 'initial')).status).toBe(201)
})

test.each([
  ['plain http on a public host', { redirect_uris: ['http://new.example/callback'] }, 'invalid_redirect_uri'],
  ['a scheme of one word', { application_type: 'native', redirect_uris: ['word:/callback'] }, 'invalid_redirect_uri'],
  ['no redirect_uris', { token_endpoint_auth_method: 'none' }, 'invalid_redirect_uri'],
  ['an empty list', { token_endpoint_auth_method: 'none', redirect_uris: [] }, 'invalid_redirect_uri'],
  ['no list', { redirect_uris: 'https://new.example/callback' }, 'invalid_redirect_uri'],
])('%s is refused', async (_, metadata, error) => {
  const { status, answer } = await register('open', metadata)
  expect([status, answer['error']]).toEqual([400, error])
})

test.each([
  ['plain http on loopback', { redirect_uris: ['http://127.0.0.1:4000/callback'] }],
  ['a reversed domain name', { application_type: 'native', redirect_uris: ['com.example.new:/callback'] }],
])('%s is fine', async (_, metadata) => {
  expect((await register('open', metadata)).status).toBe(201)
})
