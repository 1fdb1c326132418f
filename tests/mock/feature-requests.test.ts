import { createHash } from 'node:crypto'
import { createRemoteJWKSet, decodeJwt, importJWK, jwtVerify, SignJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  createMockServer,
  developmentClientKeys,
  type FeatureOptions,
  type MockServer,
  type Tenant,
} from '../../mock-server/index.ts'
import { authorize, pkce, post, read, redeem, visit } from './visitor.ts'

let mock: MockServer
beforeAll(async () => {
  mock = await createMockServer()
})
afterAll(() => mock.close())

const redirectUri = 'https://app.example/callback'

/** A tenant whose `web` is registered for what a feature needs. */
async function featured(features: FeatureOptions, metadata: Record<string, unknown> = {}): Promise<Tenant> {
  const tenant = await mock.createTenant(undefined, { login: 'automatic', consent: 'automatic', features })
  const web = tenant.clients.find('web')
  if (web) tenant.clients.add({ ...web, ...metadata })
  return tenant
}

async function discover({ issuer }: Tenant) {
  return (await read(await fetch(`${issuer}/.well-known/openid-configuration`))).json
}

describe('pushed authorization requests', () => {
  test('required, they are the only way in', async () => {
    const tenant = await featured({ par: 'required' })
    expect(await discover(tenant)).toMatchObject({ require_pushed_authorization_requests: true })
    const { url } = await authorize(tenant)
    expect(url.searchParams.get('error')).toBe('invalid_request')
    const { verifier, challenge } = pkce()
    const pushed = await post(tenant, '/par', {
      response_type: 'code',
      client_id: 'web',
      redirect_uri: redirectUri,
      scope: 'openid',
      code_challenge: challenge,
      code_challenge_method: 'S256',
    })
    expect(pushed.status).toBe(201)
    const only = Object.fromEntries(
      ['response_type', 'redirect_uri', 'scope', 'state', 'code_challenge', 'code_challenge_method'].map((name) => [
        name,
        undefined,
      ]),
    )
    const done = await authorize(tenant, {
      parameters: { ...only, request_uri: String(pushed.json['request_uri']) },
    })
    expect((await redeem(tenant, { ...done, redirectUri, verifier })).json).toHaveProperty('id_token')
  })

  test('off, there is no endpoint', async () => {
    const tenant = await featured({ par: 'off' })
    expect(await discover(tenant)).not.toHaveProperty('pushed_authorization_request_endpoint')
    expect((await post(tenant, '/par', {})).status).toBe(404)
  })
})

describe('signed request objects', () => {
  const keys = developmentClientKeys['signing-service']?.keys ?? []
  const [key] = keys
  const jwks = { keys: keys.map(({ d: _d, p: _p, q: _q, dp: _dp, dq: _dq, qi: _qi, ...rest }) => rest) }
  const metadata = { jwks, request_object_signing_alg: 'PS256' }

  async function sign(tenant: Tenant, claims: Record<string, unknown>): Promise<string> {
    return new SignJWT({ client_id: 'web', response_type: 'code', redirect_uri: redirectUri, ...claims })
      .setProtectedHeader({ alg: 'PS256', typ: 'oauth-authz-req+jwt', ...(key?.kid ? { kid: key.kid } : {}) })
      .setIssuer('web')
      .setAudience(tenant.issuer)
      .setExpirationTime('1m')
      .sign(await importJWK(key ?? {}, 'PS256'))
  }

  test('by value, what is signed counts and nothing else', async () => {
    const tenant = await featured({ jar: 'optional' }, metadata)
    const { verifier, challenge } = pkce()
    const request = await sign(tenant, {
      scope: 'openid',
      state: 'signed',
      code_challenge: challenge,
      code_challenge_method: 'S256',
    })
    const done = await authorize(tenant, { parameters: { request, state: 'unsigned', scope: 'openid write' } })
    expect(done.url.searchParams.get('state')).toBe('signed')
    expect((await redeem(tenant, { ...done, verifier })).json['scope']).toBe('openid')
  })

  test('pushed, it is fetched by its reference', async () => {
    const tenant = await featured({ jar: 'required' }, metadata)
    const request = await sign(tenant, { scope: 'openid', state: 'pushed' })
    const { json, status } = await post(tenant, '/par', { request })
    expect(status).toBe(201)
    const query = new URLSearchParams({ client_id: 'web', request_uri: String(json['request_uri']) })
    const answer = await fetch(`${tenant.issuer}/authorize?${query}`, { redirect: 'manual' })
    expect(answer.headers.get('location')).toContain('/interaction/')
  })

  test('a changed signature, an unsigned object and, where required, none are refused', async () => {
    const tenant = await featured({ jar: 'required' }, metadata)
    const good = await sign(tenant, { scope: 'openid' })
    const [header, , signature] = good.split('.')
    const body = Buffer.from(JSON.stringify({ ...decodeJwt(good), scope: 'openid write' })).toString('base64url')
    const none = Buffer.from('{"alg":"none"}').toString('base64url')
    for (const request of [`${header}.${body}.${signature}`, `${none}.${body}.`]) {
      expect((await post(tenant, '/par', { request })).json['error']).toBe('invalid_request_object')
    }
    expect((await authorize(tenant)).url.searchParams.get('error')).toBe('invalid_request')
    expect(await discover(tenant)).toMatchObject({ require_signed_request_object: true })
  })

  test('without the feature they are not supported', async () => {
    const tenant = await featured({})
    const { url } = await authorize(tenant, { parameters: { request: 'a.b.c' } })
    expect(url.searchParams.get('error')).toBe('request_not_supported')
  })
})

describe('signed answers', () => {
  test.each(['jwt', 'query.jwt', 'fragment.jwt'])('response_mode=%s', async (mode) => {
    const tenant = await featured({ jarm: true })
    const { url } = await authorize(tenant, { parameters: { response_mode: mode } })
    const sent = mode === 'fragment.jwt' ? new URLSearchParams(url.hash.slice(1)) : url.searchParams
    const keys = createRemoteJWKSet(new URL(`${tenant.issuer}/jwks`))
    const { payload } = await jwtVerify(sent.get('response') ?? '', keys, { issuer: tenant.issuer, audience: 'web' })
    expect(payload).toMatchObject({ state: 'a state', code: expect.any(String) })
    expect([...sent.keys()]).toEqual(['response'])
  })

  test('response_mode=form_post.jwt posts it', async () => {
    const tenant = await featured({ jarm: true })
    const query = new URLSearchParams({
      response_type: 'code',
      client_id: 'web',
      redirect_uri: redirectUri,
      scope: 'openid',
      prompt: 'none',
      response_mode: 'form_post.jwt',
    })
    const page = await (await fetch(`${tenant.issuer}/authorize?${query}`)).text()
    const response = /name="response" value="([^"]+)"/.exec(page)?.[1] ?? ''
    expect(decodeJwt(response)).toMatchObject({ error: 'login_required', aud: 'web' })
  })

  test('a refusal is signed too', async () => {
    const tenant = await featured({ jarm: true })
    const { url } = await authorize(tenant, { parameters: { response_mode: 'jwt', scope: 'unheard-of' } })
    expect(decodeJwt(url.searchParams.get('response') ?? '')).toMatchObject({ error: 'invalid_scope' })
  })

  test('without the feature the mode is unknown', async () => {
    const { url } = await authorize(await featured({}), { parameters: { response_mode: 'query.jwt' } })
    expect(url.searchParams.get('error')).toBe('unsupported_response_mode')
  })
})

describe('response types', () => {
  const half = (text: string) => createHash('sha256').update(text).digest().subarray(0, 16).toString('base64url')
  const types = ['code id_token', 'code token', 'code id_token token', 'id_token', 'token id_token']
  const metadata = {
    response_types: ['code', ...types],
    grant_types: ['authorization_code', 'refresh_token', 'implicit'],
    redirect_uris: [redirectUri],
  }

  test.each(types)('%s', async (type) => {
    const tenant = await featured({ responseTypes: types }, metadata)
    const words = type.split(' ')
    const done = await authorize(tenant, { parameters: { response_type: type, nonce: 'a nonce' } })
    const sent = new URLSearchParams(done.url.hash.slice(1))
    const code = sent.get('code')
    const token = sent.get('access_token')
    expect([code !== null, token !== null, sent.has('id_token')]).toEqual([
      words.includes('code'),
      words.includes('token'),
      words.includes('id_token'),
    ])
    if (sent.has('id_token')) {
      const claims = decodeJwt(sent.get('id_token') ?? '')
      expect(claims['nonce']).toBe('a nonce')
      expect([claims['c_hash'], claims['at_hash']]).toEqual([
        code ? half(code) : undefined,
        token ? half(token) : undefined,
      ])
    }
    if (token) expect((await visit(tenant, '/userinfo', token)).json).toMatchObject({ sub: 'alice' })
    if (code) expect((await redeem(tenant, { ...done, code })).status).toBe(200)
  })

  test('an ID Token by redirect needs a nonce, a client that is registered and a tenant that knows the type', async () => {
    const tenant = await featured({ responseTypes: types }, metadata)
    const error = async (where: Tenant, client = 'web', extra = {}) => {
      const { url } = await authorize(where, { client, parameters: { response_type: 'code id_token', ...extra } })
      return new URLSearchParams(url.hash.slice(1)).get('error') ?? url.searchParams.get('error')
    }
    expect(await error(tenant)).toBe('invalid_request')
    expect(await error(tenant, 'spa', { nonce: 'n' })).toBe('unauthorized_client')
    expect(await error(await featured({}), 'web', { nonce: 'n' })).toBe('unsupported_response_type')
  })

  test('a type that does not exist is refused at the start', async () => {
    await expect(featured({ responseTypes: ['code word'] })).rejects.toThrow('Expected features.responseTypes')
    await expect(featured({ responseTypes: ['token'] })).rejects.toThrow('Register a client')
  })

  test('form_post needs no feature', async () => {
    const tenant = await featured({})
    const query = new URLSearchParams({
      response_type: 'code',
      client_id: 'web',
      redirect_uri: redirectUri,
      scope: 'openid',
      prompt: 'none',
      response_mode: 'form_post',
    })
    const page = await fetch(`${tenant.issuer}/authorize?${query}`)
    expect(await page.text()).toMatch(/<form[^>]+action="https:\/\/app\.example\/callback"[\s\S]+login_required/)
  })
})

test('single claims can be asked for, where the feature is on', async () => {
  const claims = JSON.stringify({ id_token: { email: null }, userinfo: { given_name: null } })
  const tenant = await featured({ claimsParameter: true })
  const { json } = await redeem(tenant, await authorize(tenant, { parameters: { claims } }))
  expect(decodeJwt(String(json['id_token']))['email']).toBe('alice@example.com')
  expect((await visit(tenant, '/userinfo', json['access_token'])).json['given_name']).toBe('Alice')
  const deaf = await featured({})
  const ignored = (await redeem(deaf, await authorize(deaf, { parameters: { claims } }))).json
  expect(decodeJwt(String(ignored['id_token']))).not.toHaveProperty('email')
  const broken = await authorize(tenant, { parameters: { claims: '{"id_token":1}' } })
  expect(broken.url.searchParams.get('error')).toBe('invalid_request')
})

test('a login reaches the authentication context class that was asked for', async () => {
  const tenant = await featured({ acrValues: ['silver', 'gold'] })
  expect(await discover(tenant)).toMatchObject({ acr_values_supported: ['silver', 'gold'] })
  const acr = async (acr_values: string) => {
    const { json } = await redeem(tenant, await authorize(tenant, { parameters: { acr_values } }))
    return decodeJwt(String(json['id_token']))['acr']
  }
  expect([await acr('bronze gold'), await acr('bronze')]).toEqual(['gold', undefined])
})
