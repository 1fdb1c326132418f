import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createMockServer, type MockServer, type Tenant } from '../../mock-server/index.ts'
import { askAs as ask, type Heard } from './ask-as.ts'
import { signAssertion } from './sign-assertion.ts'
import { authorize, basic, pkce, type Authorization } from './visitor.ts'

const discovery = '/.well-known/openid-configuration'
function payload(jwt: unknown): Record<string, unknown> {
  const claims: Record<string, unknown> = JSON.parse(
    Buffer.from(String(jwt).split('.')[1] ?? '', 'base64url').toString(),
  )
  return claims
}

function redeemAt(mock: MockServer, host: string, tenant: Tenant, from: Authorization): Promise<Heard> {
  const web = tenant.clients.find('web')?.client_secret ?? ''
  const form = {
    grant_type: 'authorization_code',
    code: from.code,
    redirect_uri: from.redirectUri,
    code_verifier: from.verifier,
  }
  return ask(mock, `${tenant.mount}/token`, { host, ...basic('web', web) }, form)
}

let mock: MockServer
beforeAll(async () => {
  mock = await createMockServer({ issuer: 'from-request' })
})
afterAll(() => mock.close())

describe('the issuer of the request', () => {
  test.each(['localhost:4000', 'mock:4000', 'mock', '[::1]:4000'])('is told to %s', async (host) => {
    const { json } = await ask(mock, discovery, { host })
    expect([json['issuer'], json['token_endpoint'], json['protected_resources']]).toEqual([
      `http://${host}`,
      `http://${host}/token`,
      [`http://${host}/resource`],
    ])
  })

  test('has the path of a tenant, in every form of discovery', async () => {
    await mock.createTenant('shop')
    for (const path of [`/t/shop${discovery}`, '/.well-known/oauth-authorization-server/t/shop']) {
      expect((await ask(mock, path, { host: 'mock:4000' })).json).toMatchObject({
        issuer: 'http://mock:4000/t/shop',
        jwks_uri: 'http://mock:4000/t/shop/jwks',
      })
    }
  })

  test('stands in JWTs, and one state is behind all names', async () => {
    const tenant = await mock.createTenant('state', { accessTokens: 'jwt', scopes: ['openid', 'read', 'write'] })
    const { status, json } = await redeemAt(mock, 'mock:4000', tenant, await authorize(tenant))
    expect(status).toBe(200)
    expect(payload(json['id_token'])).toMatchObject({ iss: 'http://mock:4000/t/state', aud: 'web' })
    expect(payload(json['access_token'])).toMatchObject({
      iss: 'http://mock:4000/t/state',
      aud: 'http://mock:4000/t/state/resource',
    })
    const bearer = { authorization: `Bearer ${String(json['access_token'])}` }
    for (const host of ['mock:4000', 'localhost:1']) {
      expect((await ask(mock, '/t/state/resource', { host, ...bearer })).status).toBe(200)
    }
  })

  test('is the realm of a challenge and the iss of an authorization response', async () => {
    const challenge = (await ask(mock, '/resource', { host: 'mock:4000' })).headers['www-authenticate']
    expect(challenge).toContain('realm="http://mock:4000"')
    const { url } = await authorize(mock.tenant)
    expect(url.searchParams.get('iss')).toBe(mock.issuer)
    const query = new URLSearchParams({
      client_id: 'web',
      response_type: 'code',
      redirect_uri: 'https://app.example/callback',
      prompt: 'none',
      code_challenge: pkce().challenge,
      code_challenge_method: 'S256',
    })
    const refused = await ask(mock, `/authorize?${query}`, { host: 'mock:4000' })
    expect(new URL(String(refused.headers['location'])).searchParams.get('iss')).toBe('http://mock:4000')
  })

  test('is the audience of assertions, and its other names are not', async () => {
    const secret = mock.tenant.clients.find('gateway')?.client_secret ?? ''
    const headers = { host: 'mock:4000', ...basic('gateway', secret) }
    const grantType = 'urn:ietf:params:oauth:grant-type:jwt-bearer'
    for (const [aud, status] of [
      ['http://mock:4000', 200],
      [mock.issuer, 400],
    ] as const) {
      const form = { grant_type: grantType, assertion: await signAssertion(mock.tenant, { aud }) }
      expect((await ask(mock, '/token', headers, form)).status).toBe(status)
    }
  })

  test('may have many names without a memory of them all, and a changed tenant changes under each', async () => {
    const tenant = await mock.createTenant('many')
    for (let index = 0; index < 40; index += 1) {
      expect((await ask(mock, `/t/many${discovery}`, { host: `name-${index}` })).status).toBe(200)
    }
    tenant.defects.on('metadata-issuer-trailing-slash')
    for (const host of ['name-1', 'name-39']) {
      const { json } = await ask(mock, `/t/many${discovery}`, { host })
      expect(json['issuer']).toBe(`http://${host}/t/many/`)
    }
  })

  test('is not made of anything that is no host name', async () => {
    for (const host of ['a b', 'user@mock', 'mock/path', 'mock:x', 'mock?x']) {
      expect((await ask(mock, discovery, { host })).status, host).toBe(400)
    }
  })

  test('comes from no forwarding header unless a proxy is told of', async () => {
    const forged = {
      host: 'mock',
      'x-forwarded-host': 'evil.example',
      'x-forwarded-proto': 'https',
      forwarded: 'host=evil.example',
    }
    expect((await ask(mock, discovery, forged)).json).toMatchObject({
      issuer: 'http://mock',
      token_endpoint: 'http://mock/token',
    })
  })
})

test('names that are not among the hosts are misdirected, its own never are', async () => {
  await using narrow = await createMockServer({
    issuer: 'from-request',
    hosts: ['mock', 'LOGIN.example:4000', '*.preview.example'],
  })
  for (const host of ['mock', 'mock:99', 'login.example:4000', 'pr-7.preview.example', new URL(narrow.url).host]) {
    expect((await ask(narrow, discovery, { host })).status, host).toBe(200)
  }
  for (const host of ['other', 'login.example', 'preview.example', 'xpreview.example', '127.0.0.1:1']) {
    expect((await ask(narrow, discovery, { host })).status, host).toBe(421)
  }
})

describe('behind a proxy', () => {
  test.each([
    [{ 'x-forwarded-proto': 'https', 'x-forwarded-host': 'login.example' }, 'https://login.example'],
    [{ 'x-forwarded-proto': 'https, http', 'x-forwarded-host': 'login.example, inner' }, 'https://login.example'],
    [{ 'x-forwarded-host': 'login.example', 'x-forwarded-port': '8080' }, 'http://login.example:8080'],
    [
      { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'login.example', 'x-forwarded-port': '443' },
      'https://login.example',
    ],
    [{ 'x-forwarded-host': 'login.example', 'x-forwarded-prefix': '/auth/' }, 'http://login.example/auth'],
    [{ 'x-forwarded-host': 'login.example', 'x-forwarded-prefix': '//evil.example' }, 'http://login.example'],
    [
      { forwarded: 'for=192.0.2.1;proto=https;host="login.example:8443", for=10.0.0.1;host=inner' },
      'https://login.example:8443',
    ],
  ])('%j makes %s', async (headers, issuer) => {
    await using proxied = await createMockServer({ issuer: 'from-request', proxy: true })
    await proxied.createTenant('shop')
    for (const [path, name] of [
      ['', issuer],
      ['/t/shop', `${issuer}/t/shop`],
    ] as const) {
      const { status, json } = await ask(proxied, path + discovery, { host: 'inner:4000', ...headers })
      expect([status, json['issuer'], json['authorization_endpoint']]).toEqual([200, name, `${name}/authorize`])
    }
  })

  test('a login stays below the prefix, and its cookies are Secure over https', async () => {
    await using proxied = await createMockServer({ issuer: 'from-request', proxy: true })
    const headers = { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'login.example', 'x-forwarded-prefix': '/auth' }
    const query = new URLSearchParams({
      client_id: 'web',
      response_type: 'code',
      redirect_uri: 'https://app.example/callback',
    })
    const begun = await ask(proxied, `/authorize?${query}`, headers)
    expect(begun.status).toBe(303)
    expect(begun.headers['location']).toMatch(/^\/auth\/interaction\//)
    for (const cookie of begun.headers['set-cookie'] ?? []) expect(cookie).toMatch(/path=\/auth\/.*; secure/i)
  })

  test.each([
    [['127.0.0.1'], true],
    [['127.0.0.0/8', '::1'], true],
    [['10.0.0.0/8'], false],
    [[], false],
  ])('%j are believed: %s', async (trust, believed) => {
    await using proxied = await createMockServer({ issuer: 'from-request', proxy: { trust } })
    const { json } = await ask(proxied, discovery, { host: 'inner', 'x-forwarded-host': 'login.example' })
    expect(json['issuer']).toBe(believed ? 'http://login.example' : 'http://inner')
  })

  test.each(['nonsense', '10.0.0.0/33', '10.0.0.0/x', '::1/129'])('%s is no proxy', async (entry) => {
    await expect(createMockServer({ proxy: { trust: [entry] } })).rejects.toThrow(entry)
  })
})

test('every interface is no address to be found at', async () => {
  await using open = await createMockServer({ host: '0.0.0.0', issuer: 'from-request' })
  expect(open.issuer).toMatch(/^http:\/\/localhost:\d+$/)
})
