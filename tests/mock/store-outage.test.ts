import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { Clock } from '../../mock-server/clock.ts'
import { createMockServer, type MockServer, type Tenant } from '../../mock-server/index.ts'
import { connectRedis } from '../../mock-server/storage/connect-redis.ts'
import { SharedRecords } from '../../mock-server/storage/shared-records.ts'
import { Store } from '../../mock-server/storage/store.ts'
import { freePort, RedisServer } from './redis-server.ts'
import { authorize, clientToken, post, redeem, tokens, visit } from './visitor.ts'

let redis: RedisServer
let mock: MockServer

beforeAll(async () => {
  redis = await RedisServer.start()
  mock = await createMockServer({ store: { redis: redis.url } })
})
afterAll(async () => {
  await mock.close()
  await redis.stop()
})

const health = async () => {
  const answer = await fetch(`${mock.url}/_assay/health`)
  return { status: answer.status, body: await answer.json() }
}

describe('while the store is away', () => {
  test('requests that need it are answered 503, the rest as ever, and all goes on afterwards', async () => {
    const { tenant } = mock
    const before = await authorize(tenant)
    expect(await health()).toEqual({ status: 200, body: { status: 'ok' } })
    await redis.halt()

    const refused = await redeem(tenant, before)
    expect(refused.status).toBe(503)
    expect(refused.json).toEqual({
      error: 'server_error',
      error_description: 'the shared store is away, try again',
    })
    expect(refused.headers.get('retry-after')).toBe('1')
    expect(refused.headers.get('cache-control')).toBe('no-store')
    expect(tenant.journal.refusals().at(-1)).toMatchObject({ endpoint: 'token', status: 503, error: 'server_error' })
    expect(tenant.journal.refusals().at(-1)?.detail).toContain('shared store')
    expect((await clientToken(tenant)).status).toBe(503)
    expect((await visit(tenant, '/resource', 'a-token')).status).toBe(503)
    expect((await visit(tenant, '/resource', 'a-token')).headers.get('www-authenticate')).toBeNull()
    expect((await post(tenant, '/introspect', { token: 'a-token' })).status).toBe(503)
    expect((await post(tenant, '/revoke', { token: 'a-token' })).status).toBe(503)
    expect((await fetch(`${tenant.issuer}/.well-known/openid-configuration`)).status).toBe(200)
    expect((await fetch(`${tenant.issuer}/jwks`)).status).toBe(200)
    expect(await health()).toMatchObject({ status: 503, body: { status: 'unavailable' } })

    await redis.resume()
    await vi.waitFor(async () => expect((await health()).status).toBe(200), { timeout: 5_000 })
    expect((await tokens(tenant)).status).toBe(200)
  })

  test('a browser gets a page and no redirect', async () => {
    const query = new URLSearchParams({
      client_id: 'web',
      response_type: 'code',
      redirect_uri: 'https://app.example/callback',
    })
    await redis.halt()
    const answer = await fetch(`${mock.issuer}/authorize?${query}`, {
      redirect: 'manual',
      headers: { accept: 'text/html' },
    })
    expect(answer.status).toBe(503)
    expect(answer.headers.get('location')).toBeNull()
    expect(answer.headers.getSetCookie()).toEqual([])
    expect(await answer.text()).toContain('the shared store is away')
    await redis.resume()
    await vi.waitFor(async () => expect((await health()).status).toBe(200), { timeout: 5_000 })
  })

  test('a store that hangs is given up after a few seconds', async () => {
    redis.signal('SIGSTOP')
    try {
      expect((await clientToken(mock.tenant)).status).toBe(503)
    } finally {
      redis.signal('SIGCONT')
    }
    await vi.waitFor(async () => expect((await clientToken(mock.tenant)).status).toBe(200), { timeout: 5_000 })
  })
})

test('what was to be forgotten while the store was away is forgotten before it is asked anything else', async () => {
  const asked: string[] = []
  const away = [true, true, false]
  const connection = await connectRedis({ redis: redis.url })
  const shared = connection.at('http://localhost/unit')
  shared.clear = async () => {
    asked.push('clear')
    if (away.shift() === true) throw new Error('away')
  }
  shared.load = async () => void asked.push('load')
  const records = new SharedRecords(new Store(10), shared, new Clock())

  records.clear()
  await expect(records.find('Session', 's')).rejects.toThrow('Expected an answer of the shared store, got: away.')
  expect(await records.find('Session', 's')).toBeUndefined()
  expect(await records.find('Session', 's')).toBeUndefined()
  expect(asked).toEqual(['clear', 'clear', 'clear', 'load', 'load'])
  connection.close()
})

describe('state in a store', () => {
  const start = (): Promise<MockServer> =>
    createMockServer({ issuer: 'http://localhost:1234', store: { redis: redis.url } })
  const local = ({ url }: MockServer, { clients }: Tenant) => ({ issuer: url, clients })

  test('outlives the mock, and is forgotten by a reset of another replica', async () => {
    const first = await start()
    const { json } = await clientToken(local(first, first.tenant))
    await first.close()
    await using second = await start()
    await using third = await start()
    const live = async (at: MockServer) => (await visit(local(at, at.tenant), '/resource', json['access_token'])).status
    expect([await live(second), await live(third)]).toEqual([200, 200])
    second.tenant.reset()
    expect(await live(second)).toBe(401)
    expect(await live(third)).toBe(401)
  })

  test('follows the clock of the tenant', async () => {
    const tenant = await mock.createTenant('clock', { clock: { at: '2020-01-01T00:00:00Z', frozen: true } })
    const { json } = await clientToken(tenant)
    const live = async () => (await visit(tenant, '/resource', json['access_token'])).status
    expect(await live()).toBe(200)
    tenant.clock.advance(599)
    expect(await live()).toBe(200)
    tenant.clock.advance(1)
    expect(await live()).toBe(401)
  })

  test('works with JWT access tokens', async () => {
    const tenant = await mock.createTenant('jwt', { accessTokens: 'jwt' })
    const { json } = await tokens(tenant)
    expect(String(json['access_token']).split('.')).toHaveLength(3)
    expect((await visit(tenant, '/resource', json['access_token'])).status).toBe(200)
  })

  test('a dropped tenant leaves nothing to the next of its name', async () => {
    const before = await mock.createTenant('again')
    const { json } = await clientToken(before)
    mock.dropTenant('again')
    const after = await mock.createTenant('again')
    expect((await visit(after, '/resource', json['access_token'])).status).toBe(401)
  })
})

describe('a mock with a store', () => {
  test('does not start without it, and leaves its port free', async () => {
    const [port, nobody] = [await freePort(), await freePort()]
    const options = { port, store: { redis: `redis://127.0.0.1:${nobody}` } }
    await expect(createMockServer(options)).rejects.toThrow(`Expected a Redis at redis://127.0.0.1:${nobody}, got: `)
    await using free = await createMockServer({ port })
    expect(free.url).toContain(String(port))
  })

  test('has no keys that only one replica knows', async () => {
    const fresh = createMockServer({ store: { redis: redis.url }, tenant: { keys: 'fresh' } })
    await expect(fresh).rejects.toThrow('Expected keys that every replica has, got "fresh".')
  })
})
