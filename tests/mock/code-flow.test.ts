import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createMockServer, type MockServer, type Tenant } from '../../mock-server/index.ts'
import { authorize, post, redeem, tokens, visit, Visitor } from './visitor.ts'

let mock: MockServer
let tenant: Tenant
beforeAll(async () => {
  mock = await createMockServer()
  tenant = mock.tenant
})
afterAll(() => mock.close())

test.each(['web', 'second', 'spa', 'native'])('a code flow of %s ends in tokens that work', async (client) => {
  const granted = await authorize(tenant, { client })
  expect(granted.url.href.startsWith(granted.redirectUri)).toBe(true)
  expect(Object.fromEntries(granted.url.searchParams)).toEqual({
    code: granted.code,
    state: 'a state',
    iss: tenant.issuer,
  })
  const answer = await redeem(tenant, granted, client)
  expect(answer.status).toBe(200)
  expect(answer.json).toMatchObject({ token_type: 'Bearer', expires_in: 600, scope: 'openid read write' })
  expect(answer.json['refresh_token']).toEqual(expect.any(String))
  expect(answer.json['id_token']).toEqual(expect.any(String))
  expect(answer.headers.get('cache-control')).toBe('no-store')
  expect(answer.headers.get('pragma')).toBe('no-cache')
  expect((await visit(tenant, '/userinfo', answer.json['access_token'])).json).toEqual({ sub: 'alice' })
  expect((await visit(tenant, '/resource', answer.json['access_token'])).status).toBe(200)
})

describe('codes', () => {
  test('a code used twice is refused, and everything issued from it stops working', async () => {
    const granted = await authorize(tenant)
    const first = await redeem(tenant, granted)
    const again = await redeem(tenant, granted)
    expect([again.status, again.json['error']]).toEqual([400, 'invalid_grant'])
    expect((await visit(tenant, '/resource', first.json['access_token'])).status).toBe(401)
    expect((await visit(tenant, '/userinfo', first.json['access_token'])).status).toBe(401)
    const refreshed = await post(tenant, '/token', {
      grant_type: 'refresh_token',
      refresh_token: String(first.json['refresh_token']),
    })
    expect([refreshed.status, refreshed.json['error']]).toEqual([400, 'invalid_grant'])
  })

  test('a code used twice leaves other logins of the same session alone', async () => {
    const visitor = new Visitor()
    const other = await redeem(tenant, await authorize(tenant, { visitor }))
    const granted = await authorize(tenant, { visitor })
    await redeem(tenant, granted)
    await redeem(tenant, granted)
    expect((await visit(tenant, '/resource', other.json['access_token'])).status).toBe(200)
  })

  test('of ten redemptions at once exactly one succeeds', async () => {
    const granted = await authorize(tenant)
    const answers = await Promise.all(Array.from({ length: 10 }, () => redeem(tenant, granted)))
    const statuses = answers.map((answer) => answer.status).toSorted((a, b) => a - b)
    expect(statuses).toEqual([200, ...Array.from({ length: 9 }, () => 400)])
    const refused = answers.filter((answer) => answer.status === 400)
    expect(new Set(refused.map((answer) => answer.json['error']))).toEqual(new Set(['invalid_grant']))
    const winner = answers.find((answer) => answer.status === 200)
    expect((await visit(tenant, '/resource', winner?.json['access_token'])).status).toBe(401)
  })

  test.each([
    ['another client', 'second', {}],
    ['another redirect_uri', 'web', { redirect_uri: 'https://app.example/other-callback' }],
    ['another verifier', 'web', { code_verifier: 'x'.repeat(43) }],
    ['an unknown code', 'web', { code: 'unknown' }],
  ])('%s is refused with invalid_grant', async (_what, client, extra) => {
    const answer = await redeem(tenant, await authorize(tenant), client, extra)
    expect([answer.status, answer.json['error']]).toEqual([400, 'invalid_grant'])
  })
})

test('scope defaults to read, and an unknown scope is left out', async () => {
  const plain = await redeem(tenant, await authorize(tenant, { parameters: { scope: undefined } }))
  expect(plain.json['scope']).toBe('read')
  const odd = await redeem(tenant, await authorize(tenant, { parameters: { scope: 'read unheard-of' } }))
  expect(odd.json['scope']).toBe('read')
  const none = await authorize(tenant, { parameters: { scope: 'unheard-of' } })
  expect(none.url.searchParams.get('error')).toBe('invalid_scope')
})

test('a public client without PKCE is sent back with invalid_request', async () => {
  const parameters = { code_challenge: undefined, code_challenge_method: undefined }
  const { url } = await authorize(tenant, { client: 'spa', parameters })
  expect(url.searchParams.get('error')).toBe('invalid_request')
  const granted = await authorize(tenant, { client: 'web', parameters })
  expect(granted.code).not.toBe('')
})

test('a second authorization in the same session asks for nothing, and prompt=login asks again', async () => {
  const visitor = new Visitor()
  await authorize(tenant, { visitor })
  const silent = await authorize(tenant, { visitor, parameters: { prompt: 'none' } })
  expect(silent.code).not.toBe('')
  const strange = await authorize(tenant, { parameters: { prompt: 'none' } })
  expect(strange.url.searchParams.get('error')).toBe('login_required')
  const url = `${tenant.issuer}/authorize?client_id=web&response_type=code&redirect_uri=https://app.example/callback`
  const again = await visitor.follow(`${url}&prompt=login`, tenant.issuer)
  expect(await again.response.text()).toContain('name="password"')
})

test('tokens of several flows differ', async () => {
  const [one, other] = await Promise.all([tokens(tenant), tokens(tenant)])
  expect(one.json['access_token']).not.toBe(other.json['access_token'])
})

test('ten authorizations at once in one session all succeed, each with its own family', async () => {
  const visitor = new Visitor()
  await authorize(tenant, { visitor })
  const granted = await Promise.all(Array.from({ length: 10 }, () => authorize(tenant, { visitor })))
  const answers = await Promise.all(granted.map((one) => redeem(tenant, one)))
  expect(answers.map((answer) => answer.status)).toEqual(Array.from({ length: 10 }, () => 200))
  const [first] = granted
  if (first) await redeem(tenant, first)
  const alive = await Promise.all(answers.map((answer) => visit(tenant, '/resource', answer.json['access_token'])))
  expect(alive.map((answer) => answer.status)).toEqual([401, ...Array.from({ length: 9 }, () => 200)])
})

test('a pushed authorization request leads to a code once (RFC 9126)', async () => {
  const parameters = { client_id: 'web', response_type: 'code', redirect_uri: 'https://app.example/callback' }
  const pushed = await post(tenant, '/par', parameters)
  expect([pushed.status, pushed.json['error_description']]).toEqual([201, undefined])
  const pushedUri = String(pushed.json['request_uri'])
  const url = `${tenant.issuer}/authorize?${new URLSearchParams({ client_id: 'web', request_uri: pushedUri })}`
  const visitor = new Visitor()
  await authorize(tenant, { visitor })
  const { url: back } = await visitor.follow(url, tenant.issuer)
  expect(back.searchParams.get('code')).toEqual(expect.any(String))
  const again = await visitor.follow(url, tenant.issuer)
  expect(again.response.status === 400 || again.url.searchParams.get('error') === 'invalid_request_uri').toBe(true)
})
