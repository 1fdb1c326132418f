import {
  createLocalJWKSet,
  decodeProtectedHeader,
  exportJWK,
  generateKeyPair,
  jwtVerify,
  type JSONWebKeySet,
} from 'jose'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createMockServer, signingAlgorithms, type MockServer, type Tenant } from '../../mock-server/index.ts'
import { clientToken, post, read, tokens, visit } from './visitor.ts'

let mock: MockServer
let tenant: Tenant
beforeAll(async () => {
  mock = await createMockServer()
})
beforeEach(async () => {
  tenant = await mock.createTenant(undefined, { accessTokens: 'jwt', login: 'automatic', consent: 'automatic' })
})
afterAll(() => mock.close())

async function published(of: Tenant = tenant): Promise<JSONWebKeySet> {
  const { keys = [] } = (await read(await fetch(`${of.issuer}/jwks`))).json
  return { keys: Array.isArray(keys) ? keys : [] }
}

async function kids(): Promise<unknown[]> {
  return (await published()).keys.map(({ kid }) => kid)
}

async function accessToken(): Promise<string> {
  return String((await clientToken(tenant)).json['access_token'])
}

async function verifies(token: string): Promise<boolean> {
  return jwtVerify(token, createLocalJWKSet(await published())).then(
    () => true,
    () => false,
  )
}

const rs256 = 'development-only-rs256'
const es256 = 'development-only-es256'

test('list shows the published keys without their secrets', () => {
  expect(tenant.keys.list()).toEqual([
    { kid: rs256, alg: 'RS256', state: 'signing' },
    { kid: es256, alg: 'ES256', state: 'signing' },
  ])
})

describe('rotation', () => {
  test('with overlap: new tokens have the new key, old ones verify still', async () => {
    const old = await accessToken()
    const { kid, state } = await tenant.keys.rotate()
    expect(state).toBe('signing')
    const fresh = await accessToken()
    expect([decodeProtectedHeader(old).kid, decodeProtectedHeader(fresh).kid]).toEqual([rs256, kid])
    expect(await kids()).toEqual([kid, rs256, es256])
    expect([await verifies(old), await verifies(fresh)]).toEqual([true, true])
    expect((await visit(tenant, '/resource', old)).status).toBe(200)
    expect((await post(tenant, '/introspect', { token: old })).json['active']).toBe(true)
  })

  test('without overlap: the old key vanishes and its tokens are refused', async () => {
    const old = await accessToken()
    const { kid } = await tenant.keys.rotate({ overlap: false })
    expect(await kids()).toEqual([kid, es256])
    expect(await verifies(old)).toBe(false)
    expect((await visit(tenant, '/resource', old)).status).toBe(401)
    expect((await visit(tenant, '/resource', await accessToken())).status).toBe(200)
  })

  test('published ahead of its use, then activated, then the old one removed', async () => {
    const { kid, state } = await tenant.keys.rotate({ overlap: 'published-only' })
    expect([state, await kids()]).toEqual(['published', [rs256, es256, kid]])
    expect(decodeProtectedHeader(await accessToken()).kid).toBe(rs256)
    tenant.keys.activate(kid)
    expect(decodeProtectedHeader(await accessToken()).kid).toBe(kid)
    await tenant.keys.remove(rs256)
    expect(await kids()).toEqual([kid, es256])
  })

  test('the ID Token follows, and its hint of before is known as long as the key is published', async () => {
    const { id_token: old } = (await tokens(tenant)).json
    const { kid } = await tenant.keys.rotate()
    const { id_token: fresh } = (await tokens(tenant)).json
    expect(decodeProtectedHeader(String(fresh)).kid).toBe(kid)
    const logout = () => fetch(`${tenant.issuer}/logout?id_token_hint=${String(old)}`, { redirect: 'manual' })
    expect((await logout()).status).toBe(200)
    await tenant.keys.remove(rs256)
    expect((await logout()).status).toBe(400)
  })

  test('refresh tokens, codes and sessions live on', async () => {
    const { json } = await tokens(tenant)
    await tenant.keys.rotate({ overlap: false })
    const form = { grant_type: 'refresh_token', refresh_token: String(json['refresh_token']) }
    expect((await post(tenant, '/token', form)).status).toBe(200)
  })

  test.each(signingAlgorithms)('to %s', async (alg) => {
    const { kid } = await tenant.keys.rotate({ alg })
    tenant.clients.add({ ...tenant.clients.find('web'), client_id: 'web', id_token_signed_response_alg: alg })
    const { id_token: token } = (await tokens(tenant)).json
    expect(decodeProtectedHeader(String(token))).toMatchObject({ alg, kid })
    expect(await verifies(String(token))).toBe(true)
  })

  test('a bad algorithm is refused by name', async () => {
    const asked: object = { alg: 'HS256' }
    await expect(tenant.keys.rotate(asked)).rejects.toThrow('Expected a signing algorithm among RS256')
  })
})

test('removing the only key of an algorithm brings a new one', async () => {
  const old = await accessToken()
  await tenant.keys.remove(rs256)
  expect(await kids()).not.toContain(rs256)
  expect(await verifies(old)).toBe(false)
  expect(await verifies(await accessToken())).toBe(true)
  await expect(tenant.keys.remove('nobody')).rejects.toThrow('got "nobody"')
})

test('another key under the same kid: what a client has cached fails', async () => {
  const cached = createLocalJWKSet(await published())
  const old = await accessToken()
  await tenant.keys.impersonate(rs256)
  const fresh = await accessToken()
  expect(decodeProtectedHeader(fresh).kid).toBe(rs256)
  await expect(jwtVerify(fresh, cached)).rejects.toThrow('signature verification failed')
  expect([await verifies(old), await verifies(fresh)]).toEqual([false, true])
  expect((await visit(tenant, '/resource', old)).status).toBe(401)
})

describe('a key of your own', () => {
  test('is published, and signs once activated', async () => {
    const { privateKey } = await generateKeyPair('RS256', { extractable: true })
    const { kid, state } = await tenant.keys.add({ ...(await exportJWK(privateKey)), alg: 'RS256' })
    expect([state, (await kids()).at(-1)]).toEqual(['published', kid])
    tenant.keys.activate(kid)
    expect(decodeProtectedHeader(await accessToken()).kid).toBe(kid)
    await expect(tenant.keys.add({ ...(await exportJWK(privateKey)), alg: 'RS256' })).rejects.toThrow(
      'Expected a new kid',
    )
  })

  test.each([
    [{ kty: 'EC', crv: 'P-256', x: 'a', y: 'b', alg: 'ES256' }, 'Expected a private key as a JWK'],
    [{ kty: 'nothing', kid: 'x' }, 'Expected a private key as a JWK'],
    [{ kty: 'OKP', crv: 'X25519', x: 'x', d: 'd', alg: 'ECDH-ES', kid: 'x' }, 'Expected a private key as a JWK'],
  ])('%j is refused and changes nothing', async (jwk, problem) => {
    await expect(tenant.keys.add(jwk)).rejects.toThrow(problem)
    expect(await kids()).toEqual([rs256, es256])
  })
})

test('a key the provider has no use for is refused and changes nothing', async () => {
  const { privateKey } = await generateKeyPair('RSA-OAEP', { extractable: true })
  const jwk = { ...(await exportJWK(privateKey)), alg: 'RSA-OAEP', use: 'enc' }
  await expect(tenant.keys.add(jwk)).rejects.toThrow('of no use')
  expect(await kids()).toEqual([rs256, es256])
})

test('nobody else is touched, and reset brings the first keys back', async () => {
  await tenant.keys.rotate({ overlap: false })
  const other = await mock.createTenant()
  expect((await published(other)).keys.map(({ kid }) => kid)).toEqual([rs256, es256])
  expect((await published(mock.tenant)).keys.map(({ kid }) => kid)).toEqual([rs256, es256])
  tenant.reset()
  expect(await kids()).toEqual([rs256, es256])
})

describe('the signing option', () => {
  test.each([
    ['ES256', 'Ed25519'],
    ['PS512', 'ES384'],
    ['EdDSA', 'RS256'],
  ] as const)('access tokens by %s, ID Tokens by %s', async (accessAlg, idAlg) => {
    const signing = { accessToken: accessAlg, idToken: idAlg }
    tenant = await mock.createTenant(undefined, {
      accessTokens: 'jwt',
      login: 'automatic',
      consent: 'automatic',
      signing,
    })
    const { access_token: access, id_token: id } = (await tokens(tenant)).json
    expect(decodeProtectedHeader(String(access)).alg).toBe(accessAlg)
    expect(decodeProtectedHeader(String(id)).alg).toBe(idAlg)
    expect([await verifies(String(access)), await verifies(String(id))]).toEqual([true, true])
    expect((await visit(tenant, '/userinfo', access)).status).toBe(200)
    const metadata = await read(await fetch(`${tenant.issuer}/.well-known/openid-configuration`))
    expect(metadata.json['id_token_signing_alg_values_supported']).toContain(idAlg)
  })

  test('a client that registers an algorithm finds a key', async () => {
    const client = { ...tenant.clients.find('web'), client_id: 'web', id_token_signed_response_alg: 'ES512' }
    tenant = await mock.createTenant(undefined, { login: 'automatic', consent: 'automatic', clients: [client] })
    expect(decodeProtectedHeader(String((await tokens(tenant)).json['id_token'])).alg).toBe('ES512')
  })

  test('keys of the options without a kid get their thumbprint', async () => {
    const { privateKey } = await generateKeyPair('RS256', { extractable: true })
    const keys = { keys: [{ ...(await exportJWK(privateKey)), alg: 'RS256' }] }
    tenant = await mock.createTenant(undefined, { accessTokens: 'jwt', keys })
    const kid = tenant.keys.list()[0]?.kid
    expect([await kids(), decodeProtectedHeader(await accessToken()).kid]).toEqual([[kid], kid])
    expect(await verifies(await accessToken())).toBe(true)
  })
})
