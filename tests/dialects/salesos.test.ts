import { afterAll, beforeAll, expect, test } from 'vitest'
import { createMockServer, type MockServer, type Tenant } from '../../mock-server/index.ts'
import { claimsOf } from '../mock/visitor.ts'
import { ask, credentials, json, logIn } from './as-vendor.ts'

const audience = 'https://api.play2sell.com'
const callback = 'http://localhost:3000/callback'

let mock: MockServer
let tenant: Tenant
beforeAll(async () => {
  mock = await createMockServer({ tenant: { dialect: 'salesos' } })
  tenant = mock.tenant
})
afterAll(() => mock.close())

const own = (wish: object = {}, id?: string) =>
  json(tenant, '/oauth/token', { ...credentials(tenant, id), grant_type: 'client_credentials', audience, ...wish })

async function codeFlow(wish: Readonly<Record<string, string>> = {}) {
  const query = { response_type: 'code', redirect_uri: callback, audience, scope: 'openid profile email', ...wish }
  const { client_id, client_secret } = credentials(tenant)
  const back = await logIn(tenant, '/authorize', { client_id, ...query })
  const grant = { grant_type: 'authorization_code', redirect_uri: callback, code: back.searchParams.get('code') }
  return { back, answer: await json(tenant, '/oauth/token', { client_id, client_secret, ...grant }) }
}

test('metadata names the documented paths, and nothing is left at the usual ones', async () => {
  const { json: metadata } = await ask(tenant, '/.well-known/openid-configuration')
  expect(metadata).toMatchObject({
    authorization_endpoint: `${tenant.issuer}/authorize`,
    token_endpoint: `${tenant.issuer}/oauth/token`,
    jwks_uri: `${tenant.issuer}/.well-known/jwks.json`,
  })
  expect((await ask(tenant, '/.well-known/jwks.json')).json['keys']).toHaveLength(2)
  expect((await json(tenant, '/token', {})).status).toBe(404)
})

test('client credentials give a JWT of a day for the audience, and no refresh token', async () => {
  const { status, json: answer } = await own()
  expect(status).toBe(200)
  expect(answer).toMatchObject({ token_type: 'Bearer', expires_in: 86_400 })
  expect(answer).not.toHaveProperty('refresh_token')
  const [header = ''] = String(answer['access_token']).split('.')
  expect(JSON.parse(Buffer.from(header, 'base64url').toString())).toMatchObject({ alg: 'RS256', typ: 'JWT' })
  const claims = claimsOf(answer['access_token'])
  expect(claims).toMatchObject({ aud: audience, iss: tenant.issuer })
  expect(Number(claims['exp']) - Number(claims['iat'])).toBe(86_400)
})

test('a documented login gives the documented members, and its token opens the API and userinfo', async () => {
  const { answer } = await codeFlow()
  expect(answer.status).toBe(200)
  expect(Object.keys(answer.json)).toEqual(
    expect.arrayContaining(['access_token', 'refresh_token', 'id_token', 'token_type', 'expires_in']),
  )
  expect(answer.json['refresh_token']).toMatch(/^v1\../)
  const token = answer.json['access_token']
  expect(claimsOf(token)['aud']).toEqual([audience, `${tenant.issuer}/userinfo`])
  expect((await ask(tenant, '/v1/leads', token)).status).toBe(200)
  expect((await ask(tenant, '/userinfo', token)).json['email']).toBe('alice@example.com')
})

test('a refresh keeps the audience, and a refresh token with a dot can be revoked', async () => {
  const { answer } = await codeFlow()
  const refreshed = await json(tenant, '/oauth/token', {
    ...credentials(tenant),
    grant_type: 'refresh_token',
    refresh_token: answer.json['refresh_token'],
  })
  expect((await ask(tenant, '/v1/leads', refreshed.json['access_token'])).status).toBe(200)
  const last = { ...credentials(tenant), token: refreshed.json['refresh_token'] }
  expect((await json(tenant, '/oauth/revoke', last)).status).toBe(200)
  const again = { ...credentials(tenant), grant_type: 'refresh_token', refresh_token: last.token }
  expect((await json(tenant, '/oauth/token', again)).json['error']).toBe('invalid_grant')
})

test.each(['https://api.example.com', `${audience}/`, audience.toUpperCase()])(
  'the audience %s is refused',
  async (wrong) => {
    expect(await own({ audience: wrong })).toMatchObject({ status: 403, json: { error: 'access_denied' } })
    const query = { client_id: 'sales-app', response_type: 'code', redirect_uri: callback, audience: wrong }
    expect((await logIn(tenant, '/authorize', query)).searchParams.get('error')).toBe('access_denied')
  },
)

test('an empty audience is none, and the API refuses a token for something else', async () => {
  for (const wish of [{ audience: '' }, { audience: null }, { audience: 'https://reports.play2sell.com' }]) {
    const { status, json: answer } = await own(wish)
    expect(status).toBe(200)
    expect((await ask(tenant, '/v1/leads', answer['access_token'])).status).toBe(401)
  }
  const { json: answer } = await own()
  expect((await ask(tenant, '/resource', answer['access_token'])).status).toBe(401)
})

test('the API tells missing from insufficient, reading from writing', async () => {
  for (const token of [undefined, '', 'no token', 'made-up', claimsOf.name])
    expect((await ask(tenant, '/v1/leads', token)).status).toBe(401)
  const reader = (await own({ scope: 'leads:read' })).json['access_token']
  const writer = (await own({ scope: 'leads:write' })).json['access_token']
  const post = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"name":"Ada"}' }
  expect((await ask(tenant, '/v1/leads', reader)).status).toBe(200)
  expect(await ask(tenant, '/v1/leads', reader, post)).toMatchObject({
    status: 403,
    json: { error: 'insufficient_scope' },
  })
  expect(await ask(tenant, '/v1/leads', writer, post)).toMatchObject({ status: 201, json: { name: 'Ada' } })
  expect((await ask(tenant, '/v1/leads', writer)).status).toBe(403)
  expect((await ask(tenant, '/v1/deals', reader)).status).toBe(403)
  expect((await ask(tenant, '/v1/reports', writer, post)).status).toBe(405)
  expect((await ask(tenant, `/v1/leads?access_token=${String(reader)}`)).status).toBe(401)
})

test('a client is limited to its scopes', async () => {
  const limited = await own({}, 'lead-reader')
  expect(claimsOf(limited.json['access_token'])['scope']).toBe('leads:read')
  expect((await own({ scope: 'leads:read leads:write' }, 'lead-reader')).json['error']).toBe('invalid_scope')
})

test('an expired token is refused by the API', async () => {
  const other = await mock.createTenant(undefined, { dialect: 'salesos' })
  const body = { ...credentials(other), grant_type: 'client_credentials', audience }
  const token = (await json(other, '/oauth/token', body)).json['access_token']
  other.clock.advance(86_390)
  expect((await ask(other, '/v1/leads', token)).status).toBe(200)
  other.clock.advance(20)
  expect((await ask(other, '/v1/leads', token)).status).toBe(401)
})
