import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createMockServer, type CorsPolicy, type MockServer, type Tenant } from '../../mock-server/index.ts'
import { authorize, clientToken, redeem } from './visitor.ts'

const ours = 'http://localhost:5173'
const strange = 'https://strange.example'
const programs = ['token', 'userinfo', 'revoke', 'introspect', 'par', 'device_authorization', 'resource']

let mock: MockServer
beforeAll(async () => {
  mock = await createMockServer()
})
afterAll(() => mock.close())

function preflight(tenant: Tenant, path: string, origin: string, more: Record<string, string> = {}): Promise<Response> {
  const headers = {
    origin,
    'access-control-request-method': 'POST',
    'access-control-request-headers': 'authorization,dpop',
    ...more,
  }
  return fetch(`${tenant.issuer}/${path}`, { method: 'OPTIONS', headers })
}

const allowed = (answer: Response) => answer.headers.get('access-control-allow-origin')

/** Whether a page of an origin may read the answer to a token request of a public client, and that of the resource. */
async function reads(tenant: Tenant, origin: string): Promise<[token: boolean, resource: boolean]> {
  const { code, redirectUri, verifier } = await authorize(tenant, { client: 'spa' })
  const body = new URLSearchParams({
    grant_type: 'authorization_code',
    client_id: 'spa',
    redirect_uri: redirectUri,
    code_verifier: verifier,
    code,
  })
  const token = await fetch(`${tenant.issuer}/token`, { method: 'POST', headers: { origin }, body })
  const resource = await fetch(`${tenant.issuer}/resource`, { headers: { origin, authorization: 'Bearer x' } })
  return [allowed(token) === origin && token.ok, allowed(resource) === origin]
}

describe('an origin of a registered redirect URI', () => {
  test.each(programs)('may ask /%s in advance, with Authorization and DPoP', async (path) => {
    const answer = await preflight(mock.tenant, path, ours)
    expect([answer.status, allowed(answer)]).toEqual([204, ours])
    expect(answer.headers.get('access-control-allow-headers')).toBe('authorization,dpop')
    expect(answer.headers.get('access-control-allow-credentials')).toBeNull()
  })

  test('reads tokens, the resource, and its challenge', async () => {
    expect(await reads(mock.tenant, ours)).toEqual([true, true])
    const answer = await fetch(`${mock.issuer}/resource`, { headers: { origin: ours } })
    expect(answer.headers.get('access-control-expose-headers')).toBe('WWW-Authenticate, DPoP-Nonce')
    expect([answer.status, answer.headers.get('vary')]).toEqual([401, 'Origin'])
  })

  test('may come from the public internet into a private network', async () => {
    const asking = { 'access-control-request-private-network': 'true' }
    const header = 'access-control-allow-private-network'
    expect((await preflight(mock.tenant, 'token', ours, asking)).headers.get(header)).toBe('true')
    expect((await preflight(mock.tenant, 'token', strange, asking)).headers.get(header)).toBeNull()
  })

  test('is no way to the authorization endpoint', async () => {
    const tenant = await mock.createTenant(undefined, { cors: 'any' })
    for (const one of [mock.tenant, tenant]) {
      expect(allowed(await preflight(one, 'authorize', ours))).toBeNull()
      const page = await fetch(`${one.issuer}/authorize?client_id=spa`, { headers: { origin: ours } })
      expect(allowed(page)).toBeNull()
    }
  })
})

test('any other origin reads neither tokens nor the resource, and OPTIONS stays refused there', async () => {
  expect(await reads(mock.tenant, strange)).toEqual([false, false])
  const answer = await preflight(mock.tenant, 'resource', strange)
  expect([answer.status, answer.headers.get('allow'), allowed(answer)]).toEqual([405, 'GET, HEAD, POST', null])
  const unasked = await fetch(`${mock.issuer}/resource`, { method: 'OPTIONS' })
  expect([unasked.status, allowed(unasked)]).toEqual([405, null])
})

test.each<[CorsPolicy, string, boolean]>([
  ['any', strange, true],
  ['any', 'null', true],
  [[strange], strange, true],
  [[strange], ours, false],
  [[], ours, false],
])('cors: %j lets %s read: %s', async (cors, origin, expected) => {
  const tenant = await mock.createTenant(undefined, { cors })
  expect(await reads(tenant, origin)).toEqual([expected, expected])
  const { status } = await redeem(tenant, await authorize(tenant))
  expect([status, (await clientToken(tenant)).status]).toEqual([200, 200])
})

test.each(['https://app.example/', 'app.example', '*'])('%s is no origin', async (origin) => {
  await expect(mock.createTenant(undefined, { cors: [origin] })).rejects.toThrow(`got "${origin}"`)
})

test('a client that registered itself brings its origin', async () => {
  const tenant = await mock.createTenant(undefined, { registration: 'open' })
  const body = JSON.stringify({ redirect_uris: ['https://new.example/cb'], token_endpoint_auth_method: 'none' })
  const headers = { 'content-type': 'application/json' }
  expect((await fetch(`${tenant.issuer}/register`, { method: 'POST', headers, body })).status).toBe(201)
  expect(allowed(await preflight(tenant, 'resource', 'https://new.example'))).toBe('https://new.example')
})
