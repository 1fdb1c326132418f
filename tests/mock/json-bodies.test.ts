import { afterAll, beforeAll, expect, test } from 'vitest'
import { createMockServer, type MockServer, type Tenant } from '../../mock-server/index.ts'
import { basic, clientToken, read } from './visitor.ts'

let mock: MockServer
let tenant: Tenant
beforeAll(async () => {
  mock = await createMockServer({ tenant: { bodies: ['form', 'json'] } })
  tenant = mock.tenant
})
afterAll(() => mock.close())

const secret = 'service-secret-0123456789-abcdefghijklmno'
const own = { grant_type: 'client_credentials', scope: 'read' }

async function send(body: unknown, path = '/token', { issuer } = tenant, type = 'application/json') {
  const headers = { 'content-type': type, ...basic('service', secret) }
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return read(await fetch(issuer + path, { method: 'POST', headers, body: text }))
}

test('a JSON body says what a form says', async () => {
  expect(await send(own)).toMatchObject({ status: 200, json: { scope: 'read', token_type: 'Bearer' } })
  expect((await send({ ...own, scope: null }, '/token', tenant, 'application/json; charset=utf-8')).status).toBe(200)
  expect((await clientToken(tenant)).status).toBe(200)
})

test('credentials may stand in it', async () => {
  const body = JSON.stringify({ ...own, client_id: 'service', client_secret: secret })
  const headers = { 'content-type': 'application/json' }
  expect((await fetch(`${tenant.issuer}/token`, { method: 'POST', headers, body })).status).toBe(200)
})

test('numbers and truth values become text', async () => {
  expect((await send({ ...own, retries: 3, force: true })).status).toBe(200)
})

test('it revokes, too', async () => {
  const { json } = await send(own)
  expect((await send({ token: json['access_token'] }, '/revoke')).status).toBe(200)
  const headers = { authorization: `Bearer ${String(json['access_token'])}` }
  expect((await fetch(`${tenant.issuer}/resource`, { headers })).status).toBe(401)
})

test.each([
  ['a nested value', { ...own, scope: ['read'] }, "'scope' must be a text, a number or a truth value"],
  ['a list', [own], 'the body must be a JSON object'],
  ['no JSON', '{', 'the body must be a JSON object'],
  ['nothing', '', 'the body must be a JSON object'],
])('%s is refused', async (_what, body, detail) => {
  tenant.journal.clear()
  const answer = await send(body)
  expect(answer).toMatchObject({ status: 400, json: { error: 'invalid_request', error_description: detail } })
  expect(answer.headers.get('cache-control')).toBe('no-store')
  expect(tenant.journal.refusals()).toMatchObject([{ endpoint: 'token', error: 'invalid_request', detail }])
})

test('a tenant takes forms only unless told, or JSON only', async () => {
  const usual = await mock.createTenant()
  expect(await send(own, '/token', usual)).toMatchObject({ status: 400, json: { error: 'invalid_request' } })
  const only = await mock.createTenant(undefined, { bodies: ['json'] })
  expect((await send(own, '/token', only)).status).toBe(200)
  expect((await clientToken(only)).json['error']).toBe('invalid_request')
})
