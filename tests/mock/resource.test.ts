import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createMockServer, type MockServer, type Tenant, type TenantOptions } from '../../mock-server/index.ts'
import { authorize, clientToken, post, read, redeem, refresh, tokens, visit } from './visitor.ts'

let mock: MockServer
beforeAll(async () => {
  mock = await createMockServer()
})
afterAll(() => mock.close())

const short: TenantOptions = { lifetimes: { access_token: 1, client_credentials: 1, refresh_token: 1 } }

async function bare(tenant: Tenant, headers: Record<string, string> = {}, query = '') {
  return read(await fetch(`${tenant.issuer}/resource${query}`, { headers }))
}

describe.each(['opaque', 'jwt'] as const)('with %s access tokens', (accessTokens) => {
  let tenant: Tenant
  beforeAll(async () => {
    tenant = await mock.createTenant(undefined, { accessTokens })
  })

  test('the format is as configured', async () => {
    const { json } = await clientToken(tenant)
    expect(String(json['access_token']).split('.')).toHaveLength(accessTokens === 'jwt' ? 3 : 1)
  })

  test('GET needs read and POST needs write', async () => {
    const service = String((await clientToken(tenant)).json['access_token'])
    expect((await visit(tenant, '/resource', service)).status).toBe(200)
    const refused = await visit(tenant, '/resource', service, 'POST')
    expect([refused.status, refused.json['error']]).toEqual([403, 'insufficient_scope'])
    expect(refused.headers.get('www-authenticate')).toMatch(/error="insufficient_scope".*scope="write"/)
    const user = (await tokens(tenant)).json['access_token']
    expect((await visit(tenant, '/resource', user, 'POST')).json).toMatchObject({ sub: 'alice', client_id: 'web' })
  })

  test('without a token the challenge is bare', async () => {
    const answer = await bare(tenant)
    expect(answer.status).toBe(401)
    expect(answer.headers.get('www-authenticate')).toBe(`Bearer realm="${tenant.issuer}"`)
  })

  test('codes, refresh tokens, tampered and foreign tokens are invalid_token', async () => {
    const granted = await authorize(tenant)
    const { json } = await redeem(tenant, granted)
    const token = String(json['access_token'])
    const tampered = token.slice(0, -6) + (token.at(-6) === 'A' ? 'B' : 'A') + token.slice(-5)
    const foreign = (await tokens(mock.tenant)).json['access_token']
    for (const value of [granted.code, json['refresh_token'], json['id_token'], tampered, foreign]) {
      const answer = await visit(tenant, '/resource', value)
      expect([answer.status, answer.json['error']]).toEqual([401, 'invalid_token'])
      expect(answer.headers.get('www-authenticate')).toContain('error="invalid_token"')
    }
  })

  test('a token in the query, or sent malformed, is refused', async () => {
    const token = String((await clientToken(tenant)).json['access_token'])
    expect((await bare(tenant, {}, `?access_token=${token}`)).status).toBe(400)
    expect((await bare(tenant, { authorization: 'Bearer' })).status).toBe(400)
    expect((await bare(tenant, { authorization: `Bearer ${token} more` })).status).toBe(400)
    expect((await bare(tenant, { authorization: `Token ${token}` })).status).toBe(401)
    expect((await bare(tenant, { authorization: `bEARER ${token}` })).status).toBe(200)
  })

  test('introspection tells the truth and userinfo answers', async () => {
    const { json } = await tokens(tenant)
    const token = String(json['access_token'])
    const active = await post(tenant, '/introspect', { token })
    expect(active.json).toMatchObject({ active: true, client_id: 'web', sub: 'alice', scope: 'openid read write' })
    expect(active.json['exp']).toEqual(expect.any(Number))
    expect((await post(tenant, '/introspect', { token: `${token}x` })).json).toEqual({ active: false })
    expect((await post(tenant, '/introspect', { token, client_id: 'nobody' }, null)).status).toBe(401)
    expect((await visit(tenant, '/userinfo', token)).json).toEqual({ sub: 'alice' })
  })

  test('a revoked access token is dead at once', async () => {
    const { json } = await tokens(tenant)
    const token = String(json['access_token'])
    expect((await post(tenant, '/revoke', { token }, 'second')).json['error']).toBe('invalid_request')
    expect((await visit(tenant, '/resource', token)).status).toBe(200)
    expect((await post(tenant, '/revoke', { token })).status).toBe(200)
    expect((await visit(tenant, '/resource', token)).status).toBe(401)
    expect((await post(tenant, '/introspect', { token })).json).toEqual({ active: false })
    expect((await post(tenant, '/revoke', { token })).status).toBe(200)
  })

  test('a revoked refresh token takes its access tokens along', async () => {
    const { json } = await tokens(tenant)
    expect((await post(tenant, '/revoke', { token: String(json['refresh_token']) })).status).toBe(200)
    expect((await refresh(tenant, json['refresh_token'])).json['error']).toBe('invalid_grant')
    expect((await visit(tenant, '/resource', json['access_token'])).status).toBe(401)
  })

  test('what is expired is refused at once', async () => {
    const brief = await mock.createTenant(undefined, { ...short, accessTokens })
    const user = await tokens(brief)
    const service = await clientToken(brief)
    expect(user.json['expires_in']).toBe(1)
    await pause(1_100)
    for (const { json } of [user, service]) {
      const answer = await visit(brief, '/resource', json['access_token'])
      expect([answer.status, answer.json['error']]).toEqual([401, 'invalid_token'])
      expect((await post(brief, '/introspect', { token: String(json['access_token']) })).json).toEqual({
        active: false,
      })
    }
    expect((await refresh(brief, user.json['refresh_token'])).json['error']).toBe('invalid_grant')
  })
})

test('the id of a JWT access token is not itself a token', async () => {
  const tenant = await mock.createTenant(undefined, { accessTokens: 'jwt' })
  const token = String((await clientToken(tenant)).json['access_token'])
  const claims: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())
  expect(claims).toMatchObject({
    iss: tenant.issuer,
    aud: `${tenant.issuer}/resource`,
    client_id: 'service',
    scope: 'read',
  })
  const { jti } = Object(claims)
  expect((await visit(tenant, '/resource', jti)).status).toBe(401)
  expect((await post(tenant, '/introspect', { token: jti })).json).toEqual({ active: false })
})

describe('a resource that takes tokens elsewhere than in the header', () => {
  const form = { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' } }
  const ask = async ({ issuer }: Tenant, init: RequestInit = {}, query = '') =>
    read(await fetch(`${issuer}/resource${query}`, init))

  test('takes them in the query and in a form body, one at a time, and no longer than they live', async () => {
    const tenant = await mock.createTenant(undefined, { bearerTransports: ['body', 'query'] })
    const token = String((await tokens(tenant)).json['access_token'])
    const body = `access_token=${token}`
    expect((await ask(tenant, {}, `?${body}`)).json).toMatchObject({ method: 'GET', sub: 'alice' })
    expect((await ask(tenant, {}, `?${body}`)).headers.get('cache-control')).toBe('no-store')
    expect((await ask(tenant, { ...form, body })).json).toMatchObject({ method: 'POST', sub: 'alice' })
    expect((await ask(tenant, { ...form, body: 'access_token=unknown' })).json['error']).toBe('invalid_token')
    for (const [init, query] of [
      [{ headers: { authorization: `Bearer ${token}` } }, `?${body}`],
      [{ ...form, body }, `?${body}`],
      [{}, `?${body}&${body}`],
    ] as const)
      expect((await ask(tenant, init, query)).json['error']).toBe('invalid_request')
  })

  test('takes none in the body when it is set up for the query alone', async () => {
    const tenant = await mock.createTenant(undefined, { bearerTransports: ['query'] })
    const token = String((await tokens(tenant)).json['access_token'])
    const refused = await ask(tenant, { ...form, body: `access_token=${token}` })
    expect([refused.status, refused.json['error']]).toEqual([400, 'invalid_request'])
  })
})

test('a JWT access token is known by its exact characters, those whose bits no decoder reads included', async () => {
  const tenant = await mock.createTenant(undefined, { accessTokens: 'jwt' })
  const token = String((await clientToken(tenant)).json['access_token'])
  const bytes = (text: string): Buffer => Buffer.from(text.split('.')[2] ?? '', 'base64url')
  const twins = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_']
    .map((last) => token.slice(0, -1) + last)
    .filter((twin) => twin !== token && bytes(twin).equals(bytes(token)))
  expect(twins.length).toBeGreaterThan(0)
  for (const twin of [...twins, `${token}=`]) expect((await visit(tenant, '/resource', twin)).status).toBe(401)
  expect((await visit(tenant, '/resource', token)).status).toBe(200)
})
