import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createMockServer, type MockServer, type Tenant } from '../../mock-server/index.ts'
import { basic, clientToken, post, read, refresh, tokens, visit } from './visitor.ts'

let mock: MockServer
let tenant: Tenant
beforeAll(async () => {
  mock = await createMockServer()
  tenant = mock.tenant
})
afterAll(() => mock.close())

const outcome = ({ status, json }: { status: number; json: Record<string, unknown> }) => [status, json['error']]

describe('client_credentials', () => {
  test('gives a token for the default scope, without refresh token, that works at the resource', async () => {
    const answer = await clientToken(tenant)
    expect(Object.keys(answer.json).toSorted()).toEqual(['access_token', 'expires_in', 'scope', 'token_type'])
    expect(answer.json).toMatchObject({ scope: 'read', expires_in: 600, token_type: 'Bearer' })
    expect((await visit(tenant, '/resource', answer.json['access_token'])).json['client_id']).toBe('service')
  })

  test.each(['write', 'read write', 'unheard-of', 'READ'])('scope %j is refused as invalid_scope', async (scope) => {
    expect(outcome(await clientToken(tenant, { scope }))).toEqual([400, 'invalid_scope'])
  })

  test('a client without the grant is refused as unauthorized_client', async () => {
    for (const client of ['web', 'spa']) {
      expect(outcome(await clientToken(tenant, {}, client))).toEqual([400, 'unauthorized_client'])
    }
  })
})

describe('refresh_token', () => {
  test.each(['web', 'spa'])('%s gets a new pair and keeps its scope', async (client) => {
    const first = await tokens(tenant, client)
    const second = await refresh(tenant, first.json['refresh_token'], client)
    expect(second.json).toMatchObject({ scope: 'openid read write', token_type: 'Bearer' })
    expect(second.json['refresh_token']).not.toBe(first.json['refresh_token'])
    expect(second.json['access_token']).not.toBe(first.json['access_token'])
  })

  test('reuse of a replaced token kills the whole family', async () => {
    const first = await tokens(tenant)
    const second = await refresh(tenant, first.json['refresh_token'])
    expect(outcome(await refresh(tenant, first.json['refresh_token']))).toEqual([400, 'invalid_grant'])
    expect(outcome(await refresh(tenant, second.json['refresh_token']))).toEqual([400, 'invalid_grant'])
    for (const answer of [first, second]) {
      expect((await visit(tenant, '/resource', answer.json['access_token'])).status).toBe(401)
      const { json } = await post(tenant, '/introspect', { token: String(answer.json['access_token']) })
      expect(json).toEqual({ active: false })
    }
  })

  test('of ten refreshes at once exactly one succeeds', async () => {
    const { json } = await tokens(tenant)
    const answers = await Promise.all(Array.from({ length: 10 }, () => refresh(tenant, json['refresh_token'])))
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1)
    expect(answers.filter((answer) => answer.json['error'] === 'invalid_grant')).toHaveLength(9)
  })

  test('scope can be narrowed but not widened, and a foreign client is refused', async () => {
    const { json } = await tokens(tenant)
    expect(outcome(await refresh(tenant, json['refresh_token'], 'second'))).toEqual([400, 'invalid_grant'])
    expect(outcome(await refresh(tenant, json['refresh_token'], 'web', { scope: 'read email' }))).toEqual([
      400,
      'invalid_scope',
    ])
    const narrow = await refresh(tenant, json['refresh_token'], 'web', { scope: 'read' })
    expect(narrow.json['scope']).toBe('read')
    expect((await refresh(tenant, narrow.json['refresh_token'])).json['scope']).toBe('openid read write')
  })

  test('rotation can be switched off', async () => {
    const still = await mock.createTenant('still', { rotation: false })
    const { json } = await tokens(still)
    expect((await refresh(still, json['refresh_token'])).json['refresh_token']).toBe(json['refresh_token'])
    expect((await refresh(still, json['refresh_token'])).status).toBe(200)
  })
})

describe('refusals', () => {
  test.each(['GET', 'PUT', 'DELETE', 'PATCH'])('%s is 405 with Allow and JSON', async (method) => {
    for (const path of ['/token', '/introspect', '/revoke']) {
      const answer = await read(await fetch(tenant.issuer + path, { method }))
      expect([answer.status, answer.headers.get('allow'), answer.json['error']]).toEqual([
        405,
        'POST, OPTIONS',
        'invalid_request',
      ])
    }
  })

  test('an error is JSON and not cacheable even for a browser', async () => {
    const headers = { accept: 'text/html,application/xhtml+xml' }
    const body = new URLSearchParams({ grant_type: 'nonsense', client_id: 'spa' })
    const answer = await read(await fetch(`${tenant.issuer}/token`, { method: 'POST', headers, body }))
    expect(outcome(answer)).toEqual([400, 'unsupported_grant_type'])
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(answer.headers.get('pragma')).toBe('no-cache')
  })

  test('a secret in Basic must be form-encoded, and a wrong one is 401 with a challenge', async () => {
    const secret = tenant.clients.find('web')?.client_secret ?? ''
    const form = { grant_type: 'authorization_code', code: 'unknown', redirect_uri: 'https://app.example/callback' }
    const send = async (headers: Record<string, string>) =>
      read(await fetch(`${tenant.issuer}/token`, { method: 'POST', headers, body: new URLSearchParams(form) }))
    expect(outcome(await send(basic('web', secret)))).toEqual([400, 'invalid_grant'])
    const plain = { authorization: `Basic ${Buffer.from(`web:${secret}`).toString('base64')}` }
    expect((await send(plain)).status).toBeGreaterThanOrEqual(400)
    expect((await send(plain)).json['error']).not.toBe('invalid_grant')
    const wrong = await send(basic('web', 'wrong'))
    expect(outcome(wrong)).toEqual([401, 'invalid_client'])
    expect(wrong.headers.get('www-authenticate')).toMatch(/^Basic realm="/)
  })

  test('the journal says which rule refused', async () => {
    const own = await mock.createTenant('journal')
    await clientToken(own, { scope: 'write' })
    const first = await tokens(own)
    await refresh(own, first.json['refresh_token'])
    await refresh(own, first.json['refresh_token'])
    expect(own.journal.refusals()).toMatchObject([
      { endpoint: 'token', client: 'service', grant: 'client_credentials', status: 400, error: 'invalid_scope' },
      {
        endpoint: 'token',
        client: 'web',
        grant: 'refresh_token',
        error: 'invalid_grant',
        detail: 'refresh token already used',
      },
    ])
  })
})
