import { createHash, randomUUID } from 'node:crypto'
import { calculateJwkThumbprint, decodeJwt, exportJWK, generateKeyPair, SignJWT, type JWK } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createMockServer, type MockServer, type Tenant } from '../../mock-server/index.ts'
import { authorize, post, read, type Answer } from './visitor.ts'

let mock: MockServer
let key: Awaited<ReturnType<typeof generateKeyPair>>['privateKey']
let jwk: JWK
let thumbprint: string
beforeAll(async () => {
  mock = await createMockServer()
  const pair = await generateKeyPair('ES256')
  key = pair.privateKey
  jwk = await exportJWK(pair.publicKey)
  thumbprint = await calculateJwkThumbprint(jwk)
})
afterAll(() => mock.close())

function proof(method: string, url: string, claims: Record<string, unknown> = {}, typ = 'dpop+jwt'): Promise<string> {
  return new SignJWT({ jti: randomUUID(), htm: method, htu: url, ...claims })
    .setProtectedHeader({ alg: 'ES256', typ, jwk })
    .setIssuedAt()
    .sign(key)
}

async function redeem(tenant: Tenant, nonce?: string): Promise<Answer> {
  const { code, redirectUri, verifier } = await authorize(tenant, { client: 'spa' })
  const body = new URLSearchParams({
    grant_type: 'authorization_code',
    client_id: 'spa',
    code,
    redirect_uri: redirectUri,
    code_verifier: verifier,
  })
  const dpop = await proof('POST', `${tenant.issuer}/token`, nonce === undefined ? {} : { nonce })
  return read(await fetch(`${tenant.issuer}/token`, { method: 'POST', body, headers: { dpop } }))
}

const hash = (token: string) => createHash('sha256').update(token).digest('base64url')

async function visit(tenant: Tenant, token: string, claims: Record<string, unknown> = {}, path = '/resource') {
  const dpop = await proof('GET', tenant.issuer + path, { ath: hash(token), ...claims })
  return ask(tenant, { authorization: `DPoP ${token}`, dpop }, path)
}

async function ask(tenant: Tenant, headers: Record<string, string>, path = '/resource') {
  return read(await fetch(tenant.issuer + path, { headers }))
}

describe.each(['opaque', 'jwt'] as const)('DPoP with %s access tokens', (accessTokens) => {
  let tenant: Tenant
  let token: string
  beforeAll(async () => {
    tenant = await mock.createTenant(undefined, { accessTokens, features: { dpop: true } })
    token = String((await redeem(tenant)).json['access_token'])
  })

  test('the token names its key, in introspection and in its JWT', async () => {
    const { json } = await post(tenant, '/introspect', { token })
    expect(json).toMatchObject({ active: true, token_type: 'DPoP', cnf: { jkt: thumbprint } })
    if (accessTokens === 'jwt') expect(decodeJwt(token)['cnf']).toEqual({ jkt: thumbprint })
  })

  test('resource and userinfo take it with a proof', async () => {
    expect((await visit(tenant, token)).json).toMatchObject({ sub: 'alice', client_id: 'spa' })
    expect((await visit(tenant, token, {}, '/userinfo')).json).toMatchObject({ sub: 'alice' })
  })

  test('as a bearer token it is refused, and the challenge names the scheme', async () => {
    const answer = await ask(tenant, { authorization: `Bearer ${token}` })
    expect([answer.status, answer.json['error']]).toEqual([401, 'invalid_token'])
    expect(answer.headers.get('www-authenticate')).toMatch(/^DPoP realm=.*error="invalid_token".*algs="ES256 /)
  })

  test.each([
    ['another method', { htm: 'POST' }],
    ['another address', { htu: 'https://elsewhere.example/resource' }],
    ['another token', { ath: hash('another') }],
    ['no token', { ath: undefined }],
    ['no id', { jti: '' }],
    ['a nonce nobody gave out', { nonce: 'made-up' }],
  ])('a proof for %s is refused', async (_what, claims) => {
    const answer = await visit(tenant, token, claims)
    expect([answer.status, answer.json['error']]).toEqual([401, 'invalid_dpop_proof'])
    expect(answer.headers.get('www-authenticate')).toMatch(/^DPoP /)
  })

  test('a proof is good once, not old, and of the right type', async () => {
    const address = `${tenant.issuer}/resource`
    const headers = async (dpop: Promise<string>) => ({ authorization: `DPoP ${token}`, dpop: await dpop })
    const once = await headers(proof('GET', address, { ath: hash(token) }))
    expect((await ask(tenant, once)).status).toBe(200)
    expect((await ask(tenant, once)).json['error']).toBe('invalid_dpop_proof')
    const old = await headers(proof('GET', address, { ath: hash(token) }))
    tenant.clock.advance(400)
    expect((await ask(tenant, old)).json['error']).toBe('invalid_dpop_proof')
    tenant.clock.reset()
    const typ = await headers(proof('GET', address, { ath: hash(token) }, 'JWT'))
    expect((await ask(tenant, typ)).json['error']).toBe('invalid_dpop_proof')
    expect((await ask(tenant, { authorization: `DPoP ${token}` })).json['error']).toBe('invalid_dpop_proof')
  })

  test('another key is refused, and a bearer token with a proof', async () => {
    const other = await generateKeyPair('ES256')
    const dpop = await new SignJWT({ jti: 'x', htm: 'GET', htu: `${tenant.issuer}/resource`, ath: hash(token) })
      .setProtectedHeader({ alg: 'ES256', typ: 'dpop+jwt', jwk: await exportJWK(other.publicKey) })
      .setIssuedAt()
      .sign(other.privateKey)
    expect((await ask(tenant, { authorization: `DPoP ${token}`, dpop })).json['error']).toBe('invalid_token')
    const { json } = await post(tenant, '/token', { grant_type: 'client_credentials' }, 'service')
    expect((await visit(tenant, String(json['access_token']))).json['error']).toBe('invalid_token')
  })
})

test('without a token both schemes are offered', async () => {
  const tenant = await mock.createTenant(undefined, { features: { dpop: true } })
  const { headers } = await ask(tenant, {})
  expect(headers.get('www-authenticate')).toBe(
    `Bearer realm="${tenant.issuer}", DPoP realm="${tenant.issuer}", algs="ES256 Ed25519 EdDSA"`,
  )
})

test('where nonces are required, both endpoints hand one out and take it', async () => {
  const tenant = await mock.createTenant(undefined, { features: { dpop: { nonce: 'required' } } })
  const first = await redeem(tenant)
  expect([first.status, first.json['error']]).toEqual([400, 'use_dpop_nonce'])
  const { json } = await redeem(tenant, first.headers.get('dpop-nonce') ?? '')
  const token = String(json['access_token'])
  const refused = await visit(tenant, token)
  expect([refused.status, refused.json['error']]).toEqual([401, 'use_dpop_nonce'])
  const nonce = refused.headers.get('dpop-nonce')
  expect((await visit(tenant, token, { nonce })).status).toBe(200)
  tenant.clock.advance(180)
  expect((await visit(tenant, token, { nonce })).json['error']).toBe('use_dpop_nonce')
})

test('the nonce outlives a change of the clients', async () => {
  const tenant = await mock.createTenant(undefined, { features: { dpop: { nonce: 'required' } } })
  const nonce = (await redeem(tenant)).headers.get('dpop-nonce') ?? ''
  tenant.clients.remove('tv')
  expect((await redeem(tenant, nonce)).status).toBe(200)
})

test('a refresh token of a public client is bound as its access token is', async () => {
  const tenant = await mock.createTenant(undefined, { features: { dpop: true } })
  const { json } = await redeem(tenant)
  const again = async (dpop?: string) => {
    const form = { grant_type: 'refresh_token', client_id: 'spa', refresh_token: String(json['refresh_token']) }
    const headers: Record<string, string> = dpop === undefined ? {} : { dpop }
    const body = new URLSearchParams(form)
    return read(await fetch(`${tenant.issuer}/token`, { method: 'POST', body, headers }))
  }
  expect((await again()).json['error']).toBe('invalid_grant')
  const { json: renewed } = await again(await proof('POST', `${tenant.issuer}/token`))
  expect(renewed['token_type']).toBe('DPoP')
})

test('a client that always binds its tokens gets none without a proof', async () => {
  const tenant = await mock.createTenant(undefined, { features: { dpop: true } })
  const service = tenant.clients.find('service')
  if (service) tenant.clients.add({ ...service, dpop_bound_access_tokens: true })
  const { status, json } = await post(tenant, '/token', { grant_type: 'client_credentials' }, 'service')
  expect([status, json['error']]).toEqual([400, 'invalid_grant'])
})

test('switched off, DPoP is neither announced nor heard', async () => {
  const tenant = await mock.createTenant(undefined, { features: { dpop: false } })
  const metadata = await read(await fetch(`${tenant.issuer}/.well-known/oauth-authorization-server`))
  expect(metadata.json).not.toHaveProperty('dpop_signing_alg_values_supported')
  expect((await redeem(tenant)).json['token_type']).toBe('Bearer')
})
