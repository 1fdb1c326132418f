import { describe, expect, test } from 'vitest'
import { createMockServer, type Tenant } from '../../mock-server/index.ts'
import { claimsOf, read, type Answer } from '../mock/visitor.ts'
import { ask, credentials, logIn } from './as-vendor.ts'

const callback = 'https://app.example/callback'

/** Asks the token endpoint of a tenant with a form, wherever it is. */
async function token(tenant: Tenant, wish: Readonly<Record<string, string>>, accept = '*/*'): Promise<Answer> {
  const body = new URLSearchParams({ ...credentials(tenant), ...wish })
  return read(await fetch(tenant.urlOf('token'), { method: 'POST', headers: { accept }, body }))
}

async function redeem(tenant: Tenant, accept?: string): Promise<Answer> {
  const query = { response_type: 'code', client_id: credentials(tenant).client_id, redirect_uri: callback }
  const back = await logIn(tenant, tenant.urlOf('authorization').slice(tenant.issuer.length), query)
  const code = back.searchParams.get('code') ?? ''
  return token(tenant, { grant_type: 'authorization_code', code, redirect_uri: callback }, accept)
}

const bad = { grant_type: 'authorization_code', code: 'made-up', redirect_uri: callback }

describe('github', () => {
  test('answers a form unless JSON is asked for, and errors with 200', async () => {
    await using mock = await createMockServer({ tenant: { dialect: 'github' } })
    const { tenant } = mock
    const given = new URLSearchParams((await redeem(tenant)).text)
    expect(given.get('access_token')).toMatch(/^gho_/)
    expect(Object.fromEntries(given)).toMatchObject({ token_type: 'bearer', scope: 'read:user' })
    expect(given.has('expires_in')).toBe(false)
    expect((await ask(tenant, '/user', given.get('access_token'))).json).toMatchObject({ login: 'alice' })
    expect((await redeem(tenant, 'application/json')).json).toMatchObject({ token_type: 'bearer' })
    const refused = await token(tenant, bad)
    expect(refused.status).toBe(200)
    expect(new URLSearchParams(refused.text).get('error')).toBe('bad_verification_code')
    const wrong = await token(tenant, { ...bad, client_secret: 'wrong' }, 'application/json')
    expect(wrong).toMatchObject({ status: 200, json: { error: 'incorrect_client_credentials' } })
    expect(tenant.journal.refusals().at(-1)?.error).toBe('invalid_client')
  })
})

test('slack says ok in each answer', async () => {
  await using mock = await createMockServer({ tenant: { dialect: 'slack' } })
  expect((await redeem(mock.tenant)).json).toMatchObject({ ok: true, access_token: expect.stringMatching(/^xoxb-/) })
  expect(await token(mock.tenant, bad)).toMatchObject({ status: 200, json: { ok: false, error: 'invalid_code' } })
  expect((await token(mock.tenant, bad)).json).not.toHaveProperty('error_description')
})

test('entra numbers its errors', async () => {
  await using mock = await createMockServer({ tenant: { dialect: 'entra' } })
  const refused = await token(mock.tenant, { ...bad, client_secret: 'wrong' })
  expect(refused).toMatchObject({
    status: 401,
    json: { error: 'invalid_client', error_codes: [7_000_215], trace_id: expect.stringMatching(/^[0-9a-f-]{36}$/) },
  })
  const scope = 'https://graph.microsoft.com/.default'
  const answer = await token(mock.tenant, { grant_type: 'client_credentials', scope })
  expect(answer.json).toMatchObject({ expires_in: 3600, ext_expires_in: 3600 })
  expect(claimsOf(answer.json['access_token'])).toMatchObject({ ver: '2.0', scp: scope })
})

test('auth0 has its own statuses, subjects and lifetimes', async () => {
  await using mock = await createMockServer({ tenant: { dialect: 'auth0' } })
  const { tenant } = mock
  expect(await token(tenant, bad)).toMatchObject({ status: 403, json: { error: 'invalid_grant' } })
  expect(await token(tenant, { ...bad, client_secret: 'wrong' })).toMatchObject({
    status: 401,
    json: { error: 'access_denied' },
  })
  const wish = { ...credentials(tenant, 'machine-to-machine'), grant_type: 'client_credentials' }
  const answer = await token(tenant, { ...wish, audience: 'https://api.example.com' })
  expect(claimsOf(answer.json['access_token'])).toMatchObject({
    sub: 'machine-to-machine@clients',
    gty: 'client-credentials',
    aud: 'https://api.example.com',
  })
  expect((await ask(tenant, '/api/items', answer.json['access_token'])).status).toBe(200)
})

test('google leaves the refresh token where it is', async () => {
  await using mock = await createMockServer({ tenant: { dialect: 'google' } })
  const first = (await redeem(mock.tenant)).json
  expect(first['refresh_token']).toMatch(/^1\/\//)
  const wish = { grant_type: 'refresh_token', refresh_token: String(first['refresh_token']) }
  for (const again of [await token(mock.tenant, wish), await token(mock.tenant, wish)]) {
    expect(again.status).toBe(200)
    expect(again.json).not.toHaveProperty('refresh_token')
  }
})

test('okta has its endpoints below /v1', async () => {
  await using mock = await createMockServer({
    issuer: 'http://localhost/oauth2/default',
    tenant: { dialect: 'okta' },
  })
  const metadata = await read(await fetch(`${mock.url}/oauth2/default/.well-known/openid-configuration`))
  expect(metadata.json).toMatchObject({
    token_endpoint: 'http://localhost/oauth2/default/v1/token',
    userinfo_endpoint: 'http://localhost/oauth2/default/v1/userinfo',
    jwks_uri: 'http://localhost/oauth2/default/v1/keys',
  })
})

describe('a shape', () => {
  test('is for its endpoint, its error and its grant; the first that fits counts', async () => {
    const shapes = [
      { endpoint: 'token', error: 'invalid_grant', grant: 'refresh_token', status: 401 },
      { endpoint: ['token', 'revocation'], error: '*', status: 422, headers: { 'x-error': 'yes' } },
    ]
    await using mock = await createMockServer({ tenant: { shapes } })
    const { tenant } = mock
    const wish = { ...credentials(tenant), grant_type: 'refresh_token', refresh_token: 'made-up' }
    expect((await token(tenant, wish)).status).toBe(401)
    const other = await token(tenant, { ...bad, ...credentials(tenant) })
    expect(other.status).toBe(422)
    expect(other.headers.get('x-error')).toBe('yes')
    expect((await ask(tenant, '/userinfo')).status).toBe(401)
  })

  test('leaves a scripted answer as it was written', async () => {
    await using mock = await createMockServer({
      tenant: {
        dialect: 'slack',
        answers: [{ when: { endpoint: 'token' }, answer: { status: 503, body: { error: 'later' } } }],
      },
    })
    expect(await token(mock.tenant, bad)).toMatchObject({ status: 503, json: { error: 'later' } })
  })
})
