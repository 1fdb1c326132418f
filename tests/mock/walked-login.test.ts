import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  createMockServer,
  defect,
  type MockServer,
  type TenantOptions,
  type WireRequest,
} from '../../mock-server/index.ts'
import { login } from '../../mock-server/testing/index.ts'

let mock: MockServer

beforeAll(async () => {
  mock = await createMockServer()
})
afterAll(() => mock.close())

function subject(token = ''): unknown {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()).sub
}

describe.each<TenantOptions>([
  { login: 'password' },
  { login: 'picker' },
  { login: 'automatic', consent: 'automatic' },
  { login: 'password', consent: 'automatic', returnTo: true },
])('with %o', (options) => {
  test.each(['web', 'second', 'spa'])('the user gets tokens through %s', async (client) => {
    const tenant = await mock.createTenant(undefined, options)
    const result = await login(tenant, { client, user: 'bob', scope: 'openid email' })
    expect(result.url.href).toMatch(result.redirectUri)
    const tokens = await result.tokens()
    expect(subject(tokens.id_token)).toBe('bob')
    expect(tokens.scope).toBe('openid email')
  })
})

test('nothing told is the first client and the first user', async () => {
  const tokens = await (await login(mock.tenant)).tokens()
  expect(subject(tokens.id_token)).toBe('alice')
  expect(mock.tenant.journal.last({ endpoint: 'token' })).toMatchObject({ client: 'web', pkce: 'valid' })
})

test('a code is good once', async () => {
  const result = await login(mock.tenant)
  await result.tokens()
  await expect(result.tokens()).rejects.toThrow(/got 400 \(.*consumed/)
})

test.each([
  [{ user: 'mallory' }, 'Expected a user among alice, bob, got "mallory"'],
  [{ client: 'nobody' }, 'Expected a client among web, second, spa, native, got "nobody"'],
  [{ scope: 'unheard-of' }, 'invalid_scope (no requested scope is known)'],
  [{ redirectUri: 'https://evil.example/' }, 'got 400'],
  [{ parameters: { response_type: undefined } }, 'invalid_request'],
])('%o is refused in words', async (options, words) => {
  const tenant = await mock.createTenant()
  await expect(login(tenant, options)).rejects.toThrow(words)
})

test('a page that asks again and again ends it', async () => {
  const tenant = await mock.createTenant()
  const page = { status: 200, headers: { 'content-type': 'text/html' }, body: '<form><input name="username">' }
  const before = ({ endpoint, method }: WireRequest) =>
    endpoint === 'interaction' && method === 'POST' ? page : undefined
  const breaks = { document: 'RFC 6749', section: '3.1' }
  tenant.defects.on(defect({ id: 'asks-again', sentence: 'The login page asks again', breaks, before }))
  await expect(login(tenant)).rejects.toThrow('Expected a login or consent page, got 200')
  expect(tenant.journal.count({ endpoint: 'interaction', method: 'POST' })).toBe(1)
})
