import { Agent, request } from 'undici'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createMockServer, type AnswerAction, type MockServer, type Tenant } from '../../mock-server/index.ts'
import { authorize, clientToken, read, redeem } from './visitor.ts'

let mock: MockServer
let tenant: Tenant
beforeAll(async () => {
  mock = await createMockServer()
})
beforeEach(async () => {
  tenant = await mock.createTenant()
})
afterAll(() => mock.close())

async function act(answer: AnswerAction) {
  tenant.answers.next({ endpoint: 'token' }, answer)
  return clientToken(tenant)
}

test('a status with headers, Retry-After and a body', async () => {
  const answer = await act({ status: 429, retryAfter: 7, headers: { 'x-limit': '1' }, body: { message: 'slow' } })
  expect([answer.status, answer.json]).toEqual([429, { message: 'slow' }])
  expect([answer.headers.get('retry-after'), answer.headers.get('x-limit')]).toEqual(['7', '1'])
})

test('a body in place of the real one, though the token was issued', async () => {
  const answer = await act({ body: 'html' })
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
  expect(tenant.store.size('ClientCredentials')).toBe(1)
})

test.each(['truncated', 'malformed', 'empty', 'not JSON at all'])('%s', async (body) => {
  tenant.answers.next({ endpoint: 'token' }, { body })
  const answer = await fetch(`${tenant.issuer}/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: 'service',
      client_secret: tenant.clients.find('service')?.client_secret ?? '',
    }),
  })
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/json; charset=utf-8'])
  await expect(answer.json()).rejects.toThrow(SyntaxError)
})

test('members of the real JSON set and removed', async () => {
  const { json } = await act({ json: { set: { expires_in: '600', extra: 1 }, remove: ['token_type'] } })
  expect(Object.keys(json).toSorted()).toEqual(['access_token', 'expires_in', 'extra', 'scope'])
  expect(json['expires_in']).toBe('600')
  expect((await clientToken(tenant)).json['expires_in']).toBe(600)
})

test('metadata and keys: a lying cache header, a missing key, an endpoint elsewhere', async () => {
  tenant.answers.next(
    { endpoint: 'jwks' },
    { headers: { 'cache-control': 'max-age=86400' }, json: { set: { keys: [] } } },
  )
  const keys = await read(await fetch(`${tenant.issuer}/jwks`))
  expect([keys.json, keys.headers.get('cache-control')]).toEqual([{ keys: [] }, 'max-age=86400'])
  expect(keys.headers.get('content-type')).toContain('application/jwk-set+json')
  const later = await read(await fetch(`${tenant.issuer}/jwks`))
  expect(later.json['keys']).toHaveLength(2)
  tenant.answers.next({ endpoint: 'discovery' }, { headers: { 'content-type': null }, status: 404 })
  expect((await fetch(`${tenant.issuer}/.well-known/openid-configuration`)).status).toBe(404)
})

test('an error after the code was used up: the retry meets invalid_grant', async () => {
  const granted = await authorize(tenant)
  tenant.answers.next({ endpoint: 'token' }, { status: 502, serve: true })
  expect((await redeem(tenant, granted)).status).toBe(502)
  expect((await redeem(tenant, granted)).json['error']).toBe('invalid_grant')
})

test('a connection broken before leaves the code unused', async () => {
  const granted = await authorize(tenant)
  tenant.answers.next({ endpoint: 'token' }, { reset: 'before' })
  await expect(redeem(tenant, granted)).rejects.toThrow('fetch failed')
  expect(tenant.journal.list().at(-1)).toMatchObject({ status: 0, client: 'web', grant: 'authorization_code' })
  expect((await redeem(tenant, granted)).status).toBe(200)
})

test.each(['after', 'midway'] as const)('a connection broken %s leaves it used', async (reset) => {
  const granted = await authorize(tenant)
  tenant.answers.next({ endpoint: 'token' }, { reset })
  await expect(redeem(tenant, granted)).rejects.toThrow(reset === 'after' ? 'fetch failed' : 'terminated')
  expect(tenant.journal.list().at(-1)).toMatchObject({ status: 0, scripted: 'answer-1' })
  expect((await redeem(tenant, granted)).json['error']).toBe('invalid_grant')
})

test('a delay, and a body that comes in drops', async () => {
  const start = performance.now()
  expect((await act({ delay: 30 })).status).toBe(200)
  expect(performance.now() - start).toBeGreaterThan(25)
  const { json, headers } = await act({ trickle: 30 })
  expect(json['access_token']).toBeTypeOf('string')
  expect(headers.get('content-type')).toContain('application/json')
  expect(performance.now() - start).toBeGreaterThan(50)
})

test('a defect that is on still acts on what is served', async () => {
  tenant.defects.on('expires-in-string')
  const { json } = await act({ json: { set: { extra: 1 } } })
  expect(json).toMatchObject({ expires_in: '600', extra: 1 })
})

test('over TLS a connection can be broken too', async () => {
  await using secure = await createMockServer({ tls: 'development' })
  secure.tenant.answers.next({ endpoint: 'jwks' }, { reset: 'before' })
  const dispatcher = new Agent({ connect: { rejectUnauthorized: false } })
  await expect(request(`${secure.issuer}/jwks`, { dispatcher })).rejects.toThrow(/closed|reset|socket/i)
  expect((await request(`${secure.issuer}/jwks`, { dispatcher })).statusCode).toBe(200)
})
