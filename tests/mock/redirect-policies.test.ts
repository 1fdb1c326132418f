import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  createMockServer,
  type Client,
  type MockServer,
  type Tenant,
  type TenantOptions,
} from '../../mock-server/index.ts'
import { authorize, read, redeem, visit } from './visitor.ts'

let mock: MockServer
beforeAll(async () => {
  mock = await createMockServer()
})
afterAll(() => mock.close())

const client: Client = {
  client_id: 'web',
  client_secret: 'web-secret-0123456789-abcdefghijklmnop',
  token_endpoint_auth_method: 'client_secret_basic',
  grant_types: ['authorization_code'],
  redirect_uris: [
    'https://app.example/cb',
    'https://*.preview.example/cb',
    'https://shop-*.preview.example:8443/cb?x=1',
    'http://localhost:*/cb',
  ],
  post_logout_redirect_uris: ['https://*.preview.example/bye'],
}

function tenantWith(options: TenantOptions): Promise<Tenant> {
  return mock.createTenant(undefined, { login: 'automatic', consent: 'automatic', clients: [client], ...options })
}

/** Whether a redirect URI is taken: the walk ends there with a code that can be redeemed with it. */
async function taken(tenant: Tenant, uri: string): Promise<boolean> {
  const arrived = await authorize(tenant, { parameters: { redirect_uri: uri, scope: 'openid' } }).catch(() => undefined)
  if (arrived === undefined) return false
  expect(arrived.url.href.split(/[?&]code=/, 1)[0]).toBe(uri)
  return (await redeem(tenant, arrived)).status === 200
}

describe('wildcard', () => {
  let tenant: Tenant
  beforeAll(async () => {
    tenant = await tenantWith({ redirectUris: 'wildcard' })
  })

  test.each([
    'https://app.example/cb',
    'https://pr-7.preview.example/cb',
    'https://shop-7.preview.example:8443/cb?x=1',
    'http://localhost:5173/cb',
    'http://localhost/cb',
  ])('takes %s', async (uri) => {
    expect(await taken(tenant, uri)).toBe(true)
  })

  test.each([
    'https://app.example/cb/',
    'https://preview.example/cb',
    'https://a.b.preview.example/cb',
    'https://evil.example/.preview.example/cb',
    'https://user@x.preview.example/cb',
    'https://x.preview.example.evil.example/cb',
    'https://x.preview.example/cb?y=1',
    'https://x.preview.example/other',
    'https://x.preview.example:444/cb',
    'http://x.preview.example/cb',
    'https://*.preview.example/cb',
    'http://localhost:5173/',
    'http://localhost:123456/cb',
    'http://localhost:1@evil.example/cb',
    'http://localhost.evil.example/cb',
  ])('refuses %s', async (uri) => {
    expect(await taken(tenant, uri)).toBe(false)
  })

  test('counts for where a logout ends', async () => {
    const ask = (uri: string) =>
      fetch(`${tenant.issuer}/logout?${new URLSearchParams({ client_id: 'web', post_logout_redirect_uri: uri })}`)
    expect((await ask('https://pr-7.preview.example/bye')).status).toBe(200)
    expect((await ask('https://evil.example/bye')).status).toBe(400)
  })

  test('has the pages of those hosts read answers', async () => {
    const arrived = await authorize(tenant, { parameters: { redirect_uri: 'https://pr-7.preview.example/cb' } })
    const token = (await redeem(tenant, arrived)).json['access_token']
    const ask = async (origin: string) => {
      const headers = { origin, authorization: `Bearer ${String(token)}` }
      return (await fetch(`${tenant.issuer}/resource`, { headers })).headers.get('access-control-allow-origin')
    }
    expect(await ask('https://pr-7.preview.example')).toBe('https://pr-7.preview.example')
    expect(await ask('https://evil.example')).toBeNull()
    expect((await visit(tenant, '/resource', token)).status).toBe(200)
  })

  test.each([
    'https://*/cb',
    'https://shop.*/cb',
    'https://a.example/*',
    'ftp://*.a.example/',
    'https://a.example:4*/',
  ])('throws on %s', async (uri) => {
    const clients = [{ ...client, redirect_uris: [uri] }]
    await expect(tenantWith({ redirectUris: 'wildcard', clients })).rejects.toThrow(uri)
  })
})

test('exact, which is the default, takes what a pattern stands for as little as anything else', async () => {
  const clients = [{ ...client, redirect_uris: ['https://*.preview.example/cb', 'https://app.example/cb'] }]
  const tenant = await tenantWith({ clients })
  expect(await taken(tenant, 'https://pr-7.preview.example/cb')).toBe(false)
  expect(await taken(tenant, 'https://app.example/cb')).toBe(true)
})

test('any takes every address of the web or of an application, and nothing a browser would run', async () => {
  const tenant = await tenantWith({
    redirectUris: 'any',
    clients: [{ ...client, redirect_uris: ['https://app.example/cb'] }],
  })
  for (const uri of ['https://anything.example/a?b=c', 'http://localhost:1/x', 'com.example.app:/cb']) {
    expect(await taken(tenant, uri), uri).toBe(true)
  }
  for (const uri of ['javascript:alert(1)//', 'data:text/html,x', 'https://a.example/#x', '/relative']) {
    expect(await taken(tenant, uri), uri).toBe(false)
  }
})

describe('unknown clients', () => {
  const form = (body: Record<string, string>, headers: Record<string, string> = {}) => ({
    method: 'POST',
    headers,
    body: new URLSearchParams(body),
  })
  const token = async (tenant: Tenant, body: Record<string, string>, headers?: Record<string, string>) =>
    read(await fetch(`${tenant.issuer}/token`, form(body, headers)))
  const credentials = { grant_type: 'client_credentials' }

  let tenant: Tenant
  beforeAll(async () => {
    tenant = await mock.createTenant(undefined, { unknownClients: 'accept', login: 'automatic', consent: 'automatic' })
  })

  test('are refused by default', async () => {
    const { status, json } = await token(mock.tenant, { ...credentials, client_id: 'x', client_secret: 'y' })
    expect([status, json['error']]).toEqual([401, 'invalid_client'])
  })

  test.each<[string, Record<string, string>, Record<string, string>]>([
    ['no secret', { client_id: 'x' }, {}],
    ['a secret in the body', { client_id: 'x', client_secret: 'y' }, {}],
    ['a secret in the header', {}, { authorization: `Basic ${btoa('x:y')}` }],
  ])('get a token with %s where they are accepted', async (_, body, headers) => {
    const { status, json } = await token(tenant, { ...credentials, ...body }, headers)
    expect([status, json['scope']]).toEqual([200, 'read'])
    expect((await visit(tenant, '/resource', json['access_token'])).json['client_id']).toBe('x')
  })

  test('walk the code flow to any address, without PKCE, and refresh', async () => {
    const parameters = {
      client_id: 'portal',
      redirect_uri: 'http://localhost:8765/any',
      code_challenge: undefined,
      code_challenge_method: undefined,
    }
    const { code, url } = await authorize(tenant, { parameters })
    expect(url.href).toContain('http://localhost:8765/any?code=')
    const redeemed = await token(tenant, {
      grant_type: 'authorization_code',
      redirect_uri: 'http://localhost:8765/any',
      client_id: 'portal',
      client_secret: 'whatever',
      code,
    })
    expect(redeemed.status).toBe(200)
    expect(redeemed.json['id_token']).toMatch(/./)
    const refresh = { grant_type: 'refresh_token', refresh_token: String(redeemed.json['refresh_token']) }
    expect((await token(tenant, { ...refresh, client_id: 'portal', client_secret: 'other' })).status).toBe(200)
  })

  test('have to name a redirect URI, and the one of the code', async () => {
    const parameters = { client_id: 'portal', redirect_uri: 'http://localhost:8765/any' }
    const { code, verifier } = await authorize(tenant, { parameters })
    const body = { grant_type: 'authorization_code', code, code_verifier: verifier, client_id: 'portal' }
    const { json } = await token(tenant, { ...body, redirect_uri: 'http://localhost:8765/other' })
    expect(json['error']).toBe('invalid_grant')
    const silent = await fetch(`${tenant.issuer}/authorize?client_id=portal&response_type=code`)
    expect(silent.status).toBe(400)
  })

  test('leave registered ones as strict as they are', async () => {
    const wrong = await token(tenant, credentials, { authorization: `Basic ${btoa('service:wrong')}` })
    expect(wrong.json['error']).toBe('invalid_client')
    await expect(authorize(tenant, { parameters: { redirect_uri: 'https://evil.example/' } })).rejects.toThrow(
      'no form',
    )
  })

  test('are known as soon as somebody registers them', async () => {
    tenant.clients.add({ client_id: 'late', client_secret: 'late-secret', grant_types: ['client_credentials'] })
    const guess = { authorization: `Basic ${btoa('late:guess')}` }
    expect((await token(tenant, credentials, guess)).status).toBe(401)
  })
})
