import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createMockServer, type MockServer, type Tenant } from '../../mock-server/index.ts'
import { authorize, clientToken, post, redeem, refresh, visit, Visitor } from './visitor.ts'

let mock: MockServer
let tenant: Tenant
beforeAll(async () => {
  mock = await createMockServer()
})
beforeEach(async () => {
  tenant = await mock.createTenant()
})
afterAll(() => mock.close())

async function statuses(count: number): Promise<number[]> {
  const seen: number[] = []
  for (let call = 0; call < count; call += 1) seen.push((await clientToken(tenant)).status)
  return seen
}

describe('which calls a rule acts on', () => {
  test('a rule acts once, on the next call that fits, and the line moves on', async () => {
    tenant.answers.next({ endpoint: 'token' }, { error: 'server_error' })
    tenant.answers.next({ endpoint: 'token' }, { status: 429, retryAfter: 5 })
    expect(await statuses(3)).toEqual([500, 429, 200])
    expect(tenant.answers.list()).toMatchObject([
      { id: 'answer-1', acted: 1, spent: true },
      { id: 'answer-2', matched: 2, acted: 1, spent: true },
    ])
    expect(tenant.answers.any).toBe(false)
  })

  test.each([
    [{ times: 2 }, {}, [503, 503, 200, 200]],
    [{ times: 'always' as const }, {}, [503, 503, 503, 503]],
    [{}, { call: 2 }, [200, 503, 200, 200]],
    [{}, { call: [1, 4] }, [503, 200, 200, 503]],
    [{}, { every: 2 }, [200, 503, 200, 503]],
    [{ times: 1 }, { every: 2 }, [200, 503, 200, 200]],
  ])('%j with %j', async (rule, when, expected) => {
    tenant.answers.add({ ...rule, when, answer: { status: 503 } })
    expect(await statuses(4)).toEqual(expected)
  })

  test('a probability gives the same row after each reset, and another seed another one', async () => {
    const options = { answers: [{ when: { probability: 0.5, seed: 7 }, answer: { status: 503 } }] }
    tenant = await mock.createTenant(undefined, options)
    const first = await statuses(16)
    expect(new Set(first)).toEqual(new Set([200, 503]))
    tenant.reset()
    expect(await statuses(16)).toEqual(first)
    tenant.answers.replace([{ when: { probability: 0.5, seed: 8 }, answer: { status: 503 } }])
    expect(await statuses(16)).not.toEqual(first)
  })

  test.each([
    [{ endpoint: 'token' as const, client: 'service', grant: 'client_credentials' }, 503],
    [{ endpoint: ['userinfo', 'token'] as const, method: 'post' }, 503],
    [{ client: 'web' }, 200],
    [{ grant: ['refresh_token', 'password'] }, 200],
    [{ endpoint: 'userinfo' as const }, 200],
    [{ user: 'alice' }, 200],
    [{ scope: 'write' }, 200],
    [{ scope: ['write', 'read'] }, 503],
    [{ method: 'GET' }, 200],
  ])('a client token request with scope read and %j', async (when, expected) => {
    tenant.answers.next(when, { status: 503 })
    expect((await clientToken(tenant, { scope: 'read' })).status).toBe(expected)
  })

  test('the last part of a grant URN is enough, and a client is known by its assertion too', async () => {
    tenant.answers.next({ grant: 'device_code', client: 'tv' }, { error: 'slow_down' })
    const form = { grant_type: 'urn:ietf:params:oauth:grant-type:device_code', device_code: 'x', client_id: 'tv' }
    expect((await post(tenant, '/token', form, null)).json['error']).toBe('slow_down')
    tenant.answers.next({ client: 'signing-service' }, { status: 503 })
    const assertion = `${btoa('{}')}.${btoa('{"sub":"signing-service"}')}.x`
    expect((await post(tenant, '/token', { client_assertion: assertion }, null)).status).toBe(503)
  })

  test('a user is known by user name, code, refresh token, access token, session and login_hint', async () => {
    tenant = await mock.createTenant(undefined, { accessTokens: 'jwt', login: 'automatic', consent: 'automatic' })
    const visitor = new Visitor()
    const granted = await authorize(tenant, { visitor, parameters: { login_hint: 'bob' } })
    const alice = { user: 'alice' }
    tenant.answers.add({ id: 'alice', when: alice, times: 'always', answer: { status: 503 } })
    const answer = await redeem(tenant, granted)
    expect(answer.status).toBe(200)
    tenant.answers.remove('alice')
    tenant.answers.add({ id: 'bob', when: { user: 'bob' }, times: 'always', answer: { status: 503 } })
    const { access_token: access, refresh_token: refreshing } = answer.json
    expect((await redeem(tenant, granted)).status).toBe(503)
    expect((await refresh(tenant, refreshing)).status).toBe(503)
    expect((await visit(tenant, '/userinfo', access)).status).toBe(503)
    expect((await post(tenant, '/introspect', { token: String(access) })).status).toBe(503)
    expect((await post(tenant, '/token', { grant_type: 'password', username: 'bob' }, null)).status).toBe(503)
    expect((await visitor.request(`${tenant.issuer}/authorize?client_id=web`)).status).toBe(503)
    expect((await fetch(`${tenant.issuer}/authorize?login_hint=bob`)).status).toBe(503)
    expect((await clientToken(tenant)).status).toBe(200)
  })

  test('a user with a subject of its own is known by either name', async () => {
    tenant.users.add({ username: 'carol', sub: 'u-1', password: 'carol-password' })
    tenant.answers.add({ when: { user: 'u-1' }, times: 2, answer: { status: 503 } })
    expect((await fetch(`${tenant.issuer}/authorize?login_hint=carol`)).status).toBe(503)
    expect((await fetch(`${tenant.issuer}/authorize?login_hint=u-1`)).status).toBe(503)
  })

  test('a preflight uses nothing up', async () => {
    tenant.answers.next({ endpoint: 'token' }, { status: 503 })
    const headers = { origin: 'https://spa.example', 'access-control-request-method': 'POST' }
    expect((await fetch(`${tenant.issuer}/token`, { method: 'OPTIONS', headers })).status).toBeLessThan(300)
    expect(await statuses(2)).toEqual([503, 200])
  })

  test('remove, clear and a rule of the same name', async () => {
    tenant.answers.add({ id: 'down', answer: { status: 502 } })
    tenant.answers.add({ id: 'down', answer: { status: 503 } })
    expect(await statuses(2)).toEqual([503, 200])
    expect([tenant.answers.remove('down'), tenant.answers.remove('down')]).toEqual([true, false])
    tenant.answers.add({ answer: { status: 503 } })
    tenant.answers.clear()
    expect(await statuses(1)).toEqual([200])
  })

  test('another tenant notices nothing, and reset brings the rules of the options back', async () => {
    tenant = await mock.createTenant(undefined, { answers: [{ id: 'first', answer: { status: 503 } }] })
    expect(await statuses(2)).toEqual([503, 200])
    tenant.answers.add({ answer: { status: 418 } })
    expect((await clientToken(mock.tenant)).status).toBe(200)
    tenant.reset()
    expect(tenant.answers.list()).toMatchObject([{ id: 'first', matched: 0, acted: 0 }])
    expect(await statuses(2)).toEqual([503, 200])
  })

  test('spent rules do not pile up', () => {
    for (let count = 0; count < 1_100; count += 1) {
      tenant.answers.next({ endpoint: 'token' }, { status: 503 })
      tenant.answers.take({ endpoint: 'token', method: 'POST', grant: '', client: '', users: [], scopes: [] })
    }
    expect(tenant.answers.list()).toHaveLength(1_001)
  })
})

test('the journal says which rule answered', async () => {
  tenant.answers.add({ id: 'down', when: { endpoint: 'token' }, answer: { error: 'server_error' } })
  await statuses(2)
  const [scripted, real] = tenant.journal.list()
  expect(scripted).toMatchObject({
    status: 500,
    client: 'service',
    grant: 'client_credentials',
    error: 'server_error',
    detail: 'a scripted answer',
    scripted: 'down',
  })
  expect(real).toHaveProperty('scripted', undefined)
})
