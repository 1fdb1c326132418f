import { request } from 'node:https'
import { connect, type ConnectionOptions } from 'node:tls'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createMockServer, developmentAuthority, type MockServer } from '../../mock-server/index.ts'

let mock: MockServer
beforeAll(async () => {
  mock = await createMockServer({ tls: 'development', plainPort: 0 })
})
afterAll(() => mock.close())

interface Heard {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly text: string
}

/** A GET that trusts the development certificate authority alone. */
function get(url: string): Promise<Heard> {
  return new Promise((resolve, reject) => {
    const asking = request(url, { ca: developmentAuthority, agent: false }, (res) => {
      let text = ''
      res.setEncoding('utf8').on('data', (part: string) => (text += part))
      res.on('end', () => resolve({ status: res.statusCode ?? 0, headers: res.headers, text }))
    })
    asking.once('error', reject).end()
  })
}

/** The version that is agreed on, or the code of the error. */
function shake(url: string, options: ConnectionOptions): Promise<string> {
  const { hostname, port } = new URL(url)
  return new Promise((resolve) => {
    const socket = connect({ host: hostname, port: Number(port), ca: developmentAuthority, ...options })
    socket.once('secureConnect', () => {
      resolve(socket.getProtocol() ?? '')
      socket.destroy()
    })
    socket.on('error', (error) => resolve('code' in error ? String(error.code) : error.message))
  })
}

const old: ConnectionOptions = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' }

describe('over TLS', () => {
  test('the metadata names https addresses, and every answer asks user agents to stay', async () => {
    const { status, headers, text } = await get(`${mock.issuer}/.well-known/oauth-authorization-server`)
    expect([status, headers['strict-transport-security']]).toEqual([200, 'max-age=60'])
    expect(mock.issuer).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/)
    expect(JSON.parse(text)).toMatchObject({ issuer: mock.issuer, token_endpoint: `${mock.issuer}/token` })
  })

  test('the cookies of a login are Secure', async () => {
    const uri = encodeURIComponent(String(mock.tenant.clients.find('web')?.redirect_uris?.[0]))
    const { status, headers } = await get(
      `${mock.issuer}/authorize?response_type=code&client_id=web&redirect_uri=${uri}`,
    )
    expect(status).toBe(303)
    expect(headers['set-cookie']?.length).toBeGreaterThan(0)
    for (const cookie of headers['set-cookie'] ?? []) expect(cookie).toMatch(/; secure; httponly/i)
  })

  test('TLS 1.2 and 1.3 are spoken, older versions are not', async () => {
    expect(await shake(mock.url, { maxVersion: 'TLSv1.2' })).toBe('TLSv1.2')
    expect(await shake(mock.url, { minVersion: 'TLSv1.3' })).toBe('TLSv1.3')
    expect(await shake(mock.url, old)).toMatch(/^ERR_SSL_|^ECONNRESET$/)
  })
})

describe('the listener without TLS', () => {
  const plain = (path: string, init: RequestInit = {}) => fetch(mock.plainUrl + path, { redirect: 'manual', ...init })

  test('sends pages to their https address', async () => {
    const answer = await plain('/authorize?client_id=web')
    expect([answer.status, answer.headers.get('location')]).toEqual([308, `${mock.url}/authorize?client_id=web`])
  })

  test('refuses whatever carries a body or credentials, without judging it', async () => {
    const token = await plain('/token', { method: 'POST', body: new URLSearchParams({ grant_type: 'x' }) })
    const resource = await plain('/resource', { headers: { authorization: 'Bearer x' } })
    for (const answer of [token, resource]) {
      expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([403, null])
      expect(await answer.json()).toEqual({ error: 'invalid_request', error_description: 'TLS is required' })
    }
    expect(mock.tenant.journal.list().filter(({ endpoint }) => endpoint === 'token')).toEqual([])
  })

  test('a defect serves its endpoints there, in its own tenant only', async () => {
    const { mount } = await mock.createTenant('open', { defects: ['token-over-http'] })
    const ask = (path: string) => plain(`${path}/token`, { method: 'POST', body: new URLSearchParams({ a: 'b' }) })
    expect(await (await ask(mount)).json()).not.toHaveProperty('error_description', 'TLS is required')
    expect((await ask('')).status).toBe(403)
  })

  test('is no use where nothing speaks TLS', async () => {
    await expect(createMockServer({ plainPort: 0 })).rejects.toThrow('Expected tls beside plainPort')
  })
})

test('a defect of the listener acts when the mock starts with it', async () => {
  const tenant = { defects: ['tls-legacy-enabled'] }
  await using legacy = await createMockServer({ tls: 'development', tenant })
  expect(await shake(legacy.url, old)).toBe('TLSv1.1')
})
