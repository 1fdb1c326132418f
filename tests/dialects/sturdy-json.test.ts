import { afterAll, beforeAll, expect, test } from 'vitest'
import { createMockServer, type MockServer } from '../../mock-server/index.ts'
import { read } from '../mock/visitor.ts'
import { credentials, json } from './as-vendor.ts'

let mock: MockServer
beforeAll(async () => {
  mock = await createMockServer({ tenant: { dialect: 'sso' } })
})
afterAll(() => mock.close())

const body = (more: object = {}) => ({ grant_type: 'client_credentials', ...credentials(mock.tenant), ...more })

test.each([
  'application/json',
  'application/json; charset=utf-8',
  'Application/JSON',
  'application/json;charset="UTF-8"',
])('%s is taken', async (type) => {
  const init = { method: 'POST', headers: { 'content-type': type }, body: JSON.stringify(body()) }
  expect((await fetch(`${mock.url}/token`, init)).status).toBe(200)
})

test.each([
  ['cut off', () => '{"grant_type":'],
  ['empty', () => ''],
  ['a list', () => '[]'],
  ['a text', () => '"grant_type"'],
  ['null', () => 'null'],
  ['ten thousand levels', () => '['.repeat(10_000) + ']'.repeat(10_000)],
  ['ten thousand levels inside', () => `{"a":${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}}`],
  ['a member twice', () => `{"client_id":"other",${JSON.stringify(body()).slice(1)}`],
  ['a member twice, once escaped', () => `{"client\\u005fid":"other",${JSON.stringify(body()).slice(1)}`],
  ['a list for an id', () => JSON.stringify(body({ client_id: ['a'] }))],
  ['an object for a secret', () => JSON.stringify(body({ client_secret: { $ne: '' } }))],
  ['a polluting member', () => `{"__proto__":{"client_id":"x"},${JSON.stringify(body()).slice(1)}`],
])('%s is refused as invalid_request', async (_what, text) => {
  expect(await json(mock.tenant, '/token', text())).toMatchObject({ status: 400, json: { error: 'invalid_request' } })
})

test.each([
  ['numbers and truth values', { client_id: 1, client_secret: true }],
  ['a wrong secret', { client_secret: 'wrong' }],
])('%s are a wrong client', async (_what, more) => {
  expect((await json(mock.tenant, '/token', body(more))).json['error']).toBe('invalid_client')
})

test('a harmless __proto__, a text that looks like members, and null are nothing', async () => {
  const text = `{"__proto__":"x","note":"\\"client_id\\": \\"a\\"","scope":null,${JSON.stringify(body()).slice(1)}`
  expect((await json(mock.tenant, '/token', text)).status).toBe(200)
})

test('a body that is too large is refused as JSON', async () => {
  expect(await json(mock.tenant, '/token', body({ note: 'x'.repeat(1_100_000) }))).toMatchObject({
    status: 413,
    json: { error: 'invalid_request' },
  })
})

test('another media type that ends in +json is refused cleanly', async () => {
  const init = { method: 'POST', headers: { 'content-type': 'application/vnd.api+json' }, body: JSON.stringify(body()) }
  expect(await read(await fetch(`${mock.url}/token`, init))).toMatchObject({
    status: 400,
    json: { error: 'invalid_request' },
  })
})

test('credentials in JSON and in the header are two methods', async () => {
  const { client_id, client_secret } = credentials(mock.tenant)
  const authorization = `Basic ${Buffer.from(`${client_id}:${client_secret}`).toString('base64')}`
  const headers = { 'content-type': 'application/json', authorization }
  const answer = await read(await fetch(`${mock.url}/token`, { method: 'POST', headers, body: JSON.stringify(body()) }))
  expect(answer).toMatchObject({ status: 400, json: { error: 'invalid_request' } })
})
