import { Agent, request } from 'undici'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createMockServer, type MockServer } from '../../mock-server/index.ts'

let mock: MockServer
beforeAll(async () => {
  mock = await createMockServer()
})
afterAll(() => mock.close())

// fetch sets Host and Sec-Fetch-* itself.
async function status(
  server: MockServer,
  headers: Record<string, string>,
  path = '/_assay/api/tenants',
  method = 'GET',
) {
  const answer = await request(server.url + path, { method: method as 'GET', headers })
  return { status: answer.statusCode, headers: answer.headers, text: await answer.body.text() }
}

const port = () => new URL(mock.url).port

describe('on loopback', () => {
  test('names of this machine, and pages of the mock itself, may ask', async () => {
    for (const host of ['127.0.0.1', 'localhost', '[::1]', 'LOCALHOST']) {
      expect((await status(mock, { host: `${host}:${port()}` })).status).toBe(200)
    }
    const own = { host: `localhost:${port()}`, origin: `http://localhost:${port()}`, 'sec-fetch-site': 'same-origin' }
    expect((await status(mock, own)).status).toBe(200)
  })

  test.each<[string, Record<string, string>]>([
    ['a name that was bound to this machine', { host: 'evil.example' }],
    ['a name that begins like this machine', { host: '127.0.0.1.evil.example' }],
    ['a name that ends like it', { host: 'x.localhost' }],
    ['a page of another origin', { origin: 'https://evil.example' }],
    ['a page of another port', { origin: 'http://127.0.0.1:1' }],
    ['a page without origin', { origin: 'null' }],
    ['an image in another site', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' }],
    ['a reverse proxy', { 'x-forwarded-for': '203.0.113.7' }],
    ['a reverse proxy in new words', { forwarded: 'for=203.0.113.7' }],
  ])('%s may not', async (_, headers) => {
    for (const path of ['/_assay/api/tenants', '/_assay', '/_assay/api/openapi.json']) {
      const answer = await status(mock, headers, path)
      expect(answer.status).toBe(403)
      expect(answer.headers['access-control-allow-origin']).toBeUndefined()
      expect(JSON.parse(answer.text).detail).toContain('control token')
    }
  })

  test('a link from another site opens the page, and posts nothing', async () => {
    const link = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' }
    expect((await status(mock, link, '/_assay')).status).toBe(200)
    expect((await status(mock, link, '/_assay/api/tenants/default/reset', 'POST')).status).toBe(403)
  })
})

describe('with a token', () => {
  let guarded: MockServer
  beforeAll(async () => {
    guarded = await createMockServer({ control: { token: 'a-token' } })
  })
  afterAll(() => guarded.close())

  test('whoever has it may ask, under any name', async () => {
    const headers = { authorization: 'bearer a', host: 'mock.internal', 'x-forwarded-for': '10.0.0.1' }
    await using simple = await createMockServer({ control: { token: 'a' } })
    expect((await status(simple, headers)).status).toBe(200)
  })

  test.each([{}, { authorization: 'Bearer' }, { authorization: 'Bearer b' }, { authorization: 'Basic a' }])(
    '%j is 401',
    async (headers: Record<string, string>) => {
      const answer = await status(guarded, headers)
      expect(answer.status).toBe(401)
      expect(answer.headers['www-authenticate']).toBe('Bearer realm="control"')
    },
  )

  test('the page is open, for it holds nothing', async () => {
    expect((await status(guarded, {}, '/_assay')).status).toBe(200)
    expect((await status(guarded, {}, '/_assay/api/openapi.json')).status).toBe(401)
  })
})

describe('switched off', () => {
  test('/_assay is answered like any unknown path, below every issuer', async () => {
    for (const issuer of [undefined, 'https://login.example/op']) {
      await using closed = await createMockServer({ control: 'off', ...(issuer === undefined ? {} : { issuer }) })
      const base = issuer === undefined ? '' : '/op'
      for (const path of ['', '/api', '/api/tenants', '?x=1']) {
        const [ours, unknown] = await Promise.all([
          status(closed, {}, `/_assay${path}`),
          status(closed, {}, `/nothing${path}`),
        ])
        expect([ours.status, ours.text]).toEqual([unknown.status, unknown.text])
        expect(ours.status).toBe(404)
        expect((await status(closed, {}, `${base}/t/none/_assay${path}`)).status).toBe(404)
      }
    }
  })
})

test('it lives at the root of the listener, never below an issuer', async () => {
  await using proxied = await createMockServer({ issuer: 'http://127.0.0.1/op' })
  await proxied.createTenant('a')
  expect((await status(proxied, {})).status).toBe(200)
  for (const path of ['/op/_assay/api/tenants', '/op/t/a/_assay/api/tenants', '/_assayer', '/t/a/_assay/api/tenants']) {
    expect((await status(proxied, {}, path)).status).toBe(404)
  }
})

test('over TLS a page of the mock itself may ask, and the listener without TLS takes no orders', async () => {
  await using secure = await createMockServer({ tls: 'development', plainPort: 0 })
  const dispatcher = new Agent({ connect: { rejectUnauthorized: false } })
  const own = await request(`${secure.url}/_assay/api/tenants`, { dispatcher, headers: { origin: secure.url } })
  expect(own.statusCode).toBe(200)
  await own.body.dump()
  const page = await request(`${secure.url}/_assay/api/tenants`, {
    dispatcher,
    headers: { origin: secure.url.replace('https', 'http') },
  })
  expect(page.statusCode).toBe(403)
  await page.body.dump()
  const plain = await request(`${secure.plainUrl}/_assay/api/tenants/default/reset`, { method: 'POST' })
  expect(plain.statusCode).toBe(403)
  await plain.body.dump()
  await dispatcher.close()
})

test('an issuer in its place is refused', async () => {
  await expect(createMockServer({ issuer: 'http://127.0.0.1/_assay/op' })).rejects.toThrow('/_assay')
  await using fine = await createMockServer({ issuer: 'http://127.0.0.1/_assay/op', control: 'off' })
  expect(fine.issuer).toContain('_assay')
})

test.each(['', 'two words', 'ümlaut'])('the token "%s" cannot be sent and is refused', async (token) => {
  await expect(createMockServer({ control: { token } })).rejects.toThrow('control.token')
})
