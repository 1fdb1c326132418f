import { compactDecrypt, createRemoteJWKSet, decodeJwt, exportJWK, generateKeyPair, jwtVerify } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createMockServer, type FeatureOptions, type MockServer, type Tenant } from '../../mock-server/index.ts'
import { receive } from './callback-server.ts'
import { authorize, post, read, redeem, visit } from './visitor.ts'

let mock: MockServer
beforeAll(async () => {
  mock = await createMockServer()
})
afterAll(() => mock.close())

async function featured(features: FeatureOptions, metadata: Record<string, Record<string, unknown>>): Promise<Tenant> {
  const tenant = await mock.createTenant(undefined, {
    login: 'automatic',
    consent: 'automatic',
    accessTokens: 'jwt',
    registration: 'open',
    features,
  })
  for (const [id, more] of Object.entries(metadata)) {
    const client = tenant.clients.find(id)
    if (client) tenant.clients.add({ ...client, ...more })
  }
  return tenant
}

async function tokens(tenant: Tenant, client = 'web') {
  return (await redeem(tenant, await authorize(tenant, { client }), client)).json
}

describe('pairwise subjects', () => {
  const wants = { subject_type: 'pairwise' }
  // Several hosts need a common name for their sector; one host is a sector by itself.
  const web = { ...wants, redirect_uris: ['https://app.example/callback'] }
  const spa = { redirect_uris: ['https://spa.example/callback'] }

  test('differ from client to client and agree in every place a client looks', async () => {
    const tenant = await featured({ pairwise: true }, { web, second: wants, spa })
    const { id_token: idToken, access_token: accessToken } = await tokens(tenant)
    const { sub } = decodeJwt(String(idToken))
    expect(sub).toMatch(/^[\w-]{43}$/)
    expect(decodeJwt(String(accessToken)).sub).toBe(sub)
    expect((await visit(tenant, '/userinfo', accessToken)).json['sub']).toBe(sub)
    expect((await visit(tenant, '/resource', accessToken)).json['sub']).toBe(sub)
    expect((await post(tenant, '/introspect', { token: String(accessToken) }, 'second')).json['sub']).toBe(sub)
    const again = await tokens(tenant)
    expect(decodeJwt(String(again['id_token'])).sub).toBe(sub)
    const other = decodeJwt(String((await tokens(tenant, 'second'))['id_token'])).sub
    expect(other).not.toBe(sub)
    expect(decodeJwt(String((await tokens(tenant, 'spa'))['id_token'])).sub).toBe('alice')
  })

  test('are common to the clients of one sector, whose list is fetched', async () => {
    const uris = ['https://app.example/callback', 'https://second.example/callback']
    await using client = await receive({ '/sector': JSON.stringify(uris) }, true)
    const tenant = await featured({ pairwise: true }, {})
    const register = async (uri: string, sector: string) => {
      const body = JSON.stringify({ redirect_uris: [uri], ...wants, sector_identifier_uri: client.url + sector })
      const headers = { 'content-type': 'application/json' }
      return read(await fetch(`${tenant.issuer}/register`, { method: 'POST', headers, body }))
    }
    const subjects = await Promise.all(
      uris.map(async (uri) => {
        const { json } = await register(uri, '/sector')
        tenant.clients.add({ ...json, client_id: String(json['client_id']), scope: 'openid' })
        const id = String(json['client_id'])
        const granted = await authorize(tenant, { client: id, parameters: { redirect_uri: uri, scope: 'openid' } })
        return decodeJwt(String((await redeem(tenant, granted, id)).json['id_token'])).sub
      }),
    )
    expect(subjects[0]).toBe(subjects[1])
    const outside = await register('https://elsewhere.example/callback', '/sector')
    expect([outside.status, outside.json['error']]).toEqual([400, 'invalid_client_metadata'])
  })

  test('are announced where they are on, and refused where they are off', async () => {
    const on = await featured({ pairwise: true }, {})
    const off = await featured({}, {})
    const supported = async ({ issuer }: Tenant) =>
      (await read(await fetch(`${issuer}/.well-known/openid-configuration`))).json['subject_types_supported']
    expect([await supported(on), await supported(off)]).toEqual([['public', 'pairwise'], ['public']])
    const body = JSON.stringify({ redirect_uris: ['https://a.example/b'], ...wants })
    const headers = { 'content-type': 'application/json' }
    const refused = await read(await fetch(`${off.issuer}/register`, { method: 'POST', headers, body }))
    expect(refused.json['error']).toBe('invalid_client_metadata')
  })
})

describe('encryption', () => {
  test('ID Token and userinfo come encrypted for the client, and signed inside', async () => {
    const { publicKey, privateKey } = await generateKeyPair('RSA-OAEP-256', { extractable: true })
    const jwk = { ...(await exportJWK(publicKey)), use: 'enc', alg: 'RSA-OAEP-256', kid: 'mine' }
    await using client = await receive({ '/jwks': JSON.stringify({ keys: [jwk] }) })
    const web = {
      jwks_uri: `${client.url}/jwks`,
      id_token_encrypted_response_alg: 'RSA-OAEP-256',
      id_token_encrypted_response_enc: 'A256GCM',
      userinfo_signed_response_alg: 'RS256',
      userinfo_encrypted_response_alg: 'RSA-OAEP-256',
    }
    const tenant = await featured({ encryption: true }, { web })
    const { id_token: idToken, access_token: accessToken } = await tokens(tenant)
    const keys = createRemoteJWKSet(new URL(`${tenant.issuer}/jwks`))
    const open = async (jwe: string) => {
      const { plaintext, protectedHeader } = await compactDecrypt(jwe, privateKey)
      const { payload } = await jwtVerify(new TextDecoder().decode(plaintext), keys, { audience: 'web' })
      return { payload, ...protectedHeader }
    }
    expect(await open(String(idToken))).toMatchObject({ enc: 'A256GCM', kid: 'mine', payload: { sub: 'alice' } })
    const info = await visit(tenant, '/userinfo', accessToken)
    expect(info.headers.get('content-type')).toMatch(/^application\/jwt/)
    expect(await open(info.text)).toMatchObject({ enc: 'A128CBC-HS256', payload: { sub: 'alice' } })
    expect((await client.next()).path).toBe('/jwks')
  })

  test('a client without a key for it cannot be served', async () => {
    const web = { jwks: { keys: [] }, id_token_encrypted_response_alg: 'RSA-OAEP-256' }
    const tenant = await featured({ encryption: true }, { web })
    expect(await tokens(tenant)).toMatchObject({ error: 'invalid_client_metadata' })
  })

  test('where it is off, it is not announced', async () => {
    const tenant = await featured({}, {})
    const { json } = await read(await fetch(`${tenant.issuer}/.well-known/openid-configuration`))
    expect(json).not.toHaveProperty('id_token_encryption_alg_values_supported')
  })
})

test('userinfo comes signed for a client that is registered for it', async () => {
  const tenant = await featured({ signedUserinfo: true }, { web: { userinfo_signed_response_alg: 'ES256' } })
  const info = await visit(tenant, '/userinfo', (await tokens(tenant))['access_token'])
  const keys = createRemoteJWKSet(new URL(`${tenant.issuer}/jwks`))
  const { payload, protectedHeader } = await jwtVerify(info.text, keys, { issuer: tenant.issuer, audience: 'web' })
  expect([payload.sub, protectedHeader.alg]).toEqual(['alice', 'ES256'])
})
