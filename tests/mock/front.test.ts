import { afterAll, beforeAll, expect, test } from 'vitest'

import { createMockServer, type MockServer } from '../../mock-server/index.ts'

let mock: MockServer
beforeAll(async () => {
  mock = await createMockServer({
    issuer: 'http://login.example/base',
    tenants: { one: { users: [{ username: '<b>', password: 'secret-of-b' }] }, silent: { discovery: false } },
  })
})
afterAll(() => mock.close())

const ask = (path: string, accept?: string, method = 'GET') =>
  fetch(mock.url + path, { method, ...(accept && { headers: { accept } }) })

const browser = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8'

test('programs are told in JSON what answers at the bare address', async () => {
  const answer = await ask('/base')
  expect(answer.headers.get('content-type')).toMatch('application/json')
  expect(answer.headers.get('vary')).toMatch(/accept/i)
  expect(await answer.json()).toEqual({
    mock: 'oauth-assay',
    issuer: 'http://login.example/base',
    discovery: 'http://login.example/base/.well-known/openid-configuration',
    users: mock.tenant.users.list().map(({ username }) => username),
    control: { inspector: '/_assay', api: '/_assay/api/openapi.json' },
  })
})

test.each(['/base/t/one', '/base/t/one/'])('a browser gets a page at %s, without markup of others', async (path) => {
  const answer = await ask(path, browser)
  const text = await answer.text()
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-type')).toMatch('text/html')
  expect(answer.headers.get('content-security-policy')).toMatch("default-src 'none'")
  expect(text).toContain('http://login.example/base/t/one/.well-known/openid-configuration')
  expect(text).toContain('<code>&lt;b&gt;</code>')
  expect(text).not.toMatch(/secret-of-b|<b>|<script|src=/)
})

test('what a tenant does not have is left out', async () => {
  expect(await (await ask('/base/t/silent')).json()).not.toHaveProperty('discovery')
  await using uncontrolled = await createMockServer({ control: 'off' })
  const headers = { accept: browser }
  expect(await (await fetch(uncontrolled.issuer, { headers })).text()).not.toContain('_assay')
})

test('other methods and other addresses stay as they were', async () => {
  expect((await ask('/base', browser, 'POST')).status).toBe(404)
  expect((await ask('/base/nothing', browser)).status).toBe(404)
  expect((await ask('/', browser)).status).toBe(404)
})
