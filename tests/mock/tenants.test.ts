import { setTimeout as pause } from 'node:timers/promises'
import { decodeProtectedHeader, exportJWK, generateKeyPair } from 'jose'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createMockServer, type MockServer } from '../../mock-server/index.ts'
import { authorize, clientToken, post, redeem, refresh, tokens, visit, Visitor } from './visitor.ts'

let mock: MockServer
beforeAll(async () => {
  mock = await createMockServer()
})
afterAll(() => mock.close())

const keysOf = async (issuer: string) => (await fetch(`${issuer}/jwks`)).text()

test('codes, tokens, sessions and clients of one tenant mean nothing to another', async () => {
  const [one, other] = [await mock.createTenant(), await mock.createTenant()]
  const visitor = new Visitor()
  const granted = await authorize(one, { visitor })
  expect((await redeem(other, granted)).json['error']).toBe('invalid_grant')
  const { json } = await redeem(one, granted)
  expect((await visit(other, '/resource', json['access_token'])).status).toBe(401)
  expect((await refresh(other, json['refresh_token'])).json['error']).toBe('invalid_grant')
  const elsewhere = await authorize(mock.tenant, { visitor, parameters: { prompt: 'none' } })
  expect(elsewhere.url.searchParams.get('error')).toBe('login_required')
  one.clients.remove('service')
  expect((await post(one, '/token', { grant_type: 'client_credentials', client_id: 'service' }, null)).status).toBe(401)
  expect((await clientToken(other)).status).toBe(200)
})

test('clients and users added while running are known at once', async () => {
  const tenant = await mock.createTenant()
  const before = await tokens(tenant)
  const secret = 'late-secret-0123456789-abcdefghijklmnop'
  tenant.clients.add({ client_id: 'late', client_secret: secret, grant_types: ['client_credentials'] })
  tenant.users.add({ username: 'carol', password: 'carol-password', sub: 'user-3' })
  expect((await clientToken(tenant, {}, 'late')).status).toBe(401)
  const form = { grant_type: 'client_credentials', client_id: 'late', client_secret: secret }
  expect((await post(tenant, '/token', form, null)).status).toBe(200)
  expect(tenant.account('user-3')?.accountId).toBe('user-3')
  expect(tenant.account('carol')).toBeUndefined()
  expect((await visit(tenant, '/resource', before.json['access_token'])).status).toBe(200)
})

test('reset forgets everything that happened and every change', async () => {
  const tenant = await mock.createTenant(undefined, { lifetimes: { code: 7 } })
  const { json } = await tokens(tenant)
  tenant.lifetimes.code = 1
  tenant.defects.on('secret-unchecked')
  tenant.users.remove('alice')
  tenant.reset()
  expect(tenant.lifetimes.code).toBe(7)
  expect(tenant.defects.list()).toEqual([])
  expect(tenant.users.find('alice')).toBeDefined()
  expect(tenant.journal.list()).toEqual([])
  expect((await visit(tenant, '/resource', json['access_token'])).status).toBe(401)
})

test('lifetimes end codes and refresh tokens, and can be changed while running', async () => {
  const tenant = await mock.createTenant(undefined, { lifetimes: { code: 1, refresh_token: 1 } })
  const granted = await authorize(tenant)
  await pause(1_100)
  expect((await redeem(tenant, granted)).json['error']).toBe('invalid_grant')
  expect(tenant.journal.refusals().at(-1)?.detail).toBe('authorization code is expired')
  tenant.lifetimes.code = 30
  tenant.lifetimes.access_token = 77
  const { json } = await tokens(tenant)
  expect(json['expires_in']).toBe(77)
  await pause(1_100)
  expect((await refresh(tenant, json['refresh_token'])).json['error']).toBe('invalid_grant')
  expect(tenant.journal.refusals().at(-1)?.detail).toBe('refresh token is expired')
})

test('rotation does not prolong the refresh token of a public client', async () => {
  const tenant = await mock.createTenant(undefined, { lifetimes: { refresh_token: 3 } })
  tenant.clock.freeze()
  const first = await tokens(tenant, 'spa')
  tenant.clock.advance(2)
  const second = await refresh(tenant, first.json['refresh_token'], 'spa')
  expect(second.status).toBe(200)
  tenant.clock.advance(1.1)
  expect((await refresh(tenant, second.json['refresh_token'], 'spa')).json['error']).toBe('invalid_grant')
})

test('the first of 1,200 tokens still works', async () => {
  const tenant = await mock.createTenant()
  const first = await clientToken(tenant)
  for (let batch = 0; batch < 12; batch += 1) {
    const answers = await Promise.all(Array.from({ length: 100 }, () => clientToken(tenant)))
    expect(answers.every((answer) => answer.status === 200)).toBe(true)
  }
  expect((await visit(tenant, '/resource', first.json['access_token'])).status).toBe(200)
  expect(tenant.journal.list()).toHaveLength(1_000)
})

test('abandoned logins are bounded by the capacity', async () => {
  const tenant = await mock.createTenant(undefined, { capacity: 50 })
  const url = `${tenant.issuer}/authorize?client_id=web&response_type=code&redirect_uri=https://app.example/callback`
  for (let login = 0; login < 120; login += 1) {
    const answer = await fetch(url, { redirect: 'manual' })
    expect(answer.status).toBe(303)
  }
  expect(tenant.store.size('Interaction')).toBe(50)
})

test('PKCE can be required of every client or of none', async () => {
  const parameters = { code_challenge: undefined, code_challenge_method: undefined }
  const strict = await mock.createTenant(undefined, { pkce: 'required' })
  const refused = await authorize(strict, { client: 'web', parameters })
  expect(refused.url.searchParams.get('error')).toBe('invalid_request')
  const lax = await mock.createTenant(undefined, { pkce: 'optional' })
  expect((await authorize(lax, { client: 'spa', parameters })).code).not.toBe('')
})

test('rotation can be kept to public clients', async () => {
  const tenant = await mock.createTenant(undefined, { rotation: 'public-only' })
  for (const [client, rotated] of [
    ['spa', true],
    ['web', false],
  ] as const) {
    const { json } = await tokens(tenant, client)
    const next = await refresh(tenant, json['refresh_token'], client)
    expect(next.json['refresh_token'] !== json['refresh_token']).toBe(rotated)
  }
})

test('fresh keys differ from the shared ones', async () => {
  const [shared, fresh] = [await mock.createTenant(), await mock.createTenant(undefined, { keys: 'fresh' })]
  expect(await keysOf(shared.issuer)).toBe(await keysOf(mock.tenant.issuer))
  expect(await keysOf(fresh.issuer)).not.toContain('development-only')
  expect((await tokens(fresh)).status).toBe(200)
})

test('a tenant with no RS256 key signs with the one it has', async () => {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true })
  const keys = { keys: [{ ...(await exportJWK(privateKey)), alg: 'ES256', kid: 'only' }] }
  const tenant = await mock.createTenant(undefined, { keys, accessTokens: 'jwt' })
  const wish = { parameters: { scope: 'openid read' } }
  const { json } = await redeem(tenant, await authorize(tenant, wish))
  for (const token of [json['access_token'], json['id_token']]) {
    expect(decodeProtectedHeader(String(token))).toMatchObject({ alg: 'ES256', kid: 'only' })
  }
})
