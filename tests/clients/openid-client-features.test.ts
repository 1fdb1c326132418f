import { importJWK } from 'jose'
import * as oidc from 'openid-client'
import { afterAll, beforeAll, expect, test } from 'vitest'

import {
  createMockServer,
  developmentClientKeys,
  type MockServer,
  type Tenant,
  type TenantOptions,
} from '../../mock-server/index.ts'
import { secretOf, signIn } from './sign-in.ts'

let mock: MockServer
beforeAll(async () => {
  mock = await createMockServer()
})
afterAll(() => mock.close())

const redirectUri = 'http://127.0.0.1:3000/callback'
const options = { execute: [oidc.allowInsecureRequests] }

function open(features: TenantOptions['features'] = {}): Promise<Tenant> {
  return mock.createTenant(undefined, { features })
}

function configure(tenant: Tenant, client: string, authentication?: oidc.ClientAuth): Promise<oidc.Configuration> {
  const secret = authentication ?? oidc.ClientSecretBasic(secretOf(tenant, client))
  return oidc.discovery(new URL(tenant.issuer), client, undefined, secret, options)
}

const request = { redirect_uri: redirectUri, scope: 'openid read' }

test('a pushed authorization request', async () => {
  const tenant = await open({ par: 'required' })
  const config = await configure(tenant, 'web')
  const back = await signIn(tenant, await oidc.buildAuthorizationUrlWithPAR(config, request))
  expect((await oidc.authorizationCodeGrant(config, back)).claims()).toMatchObject({ sub: 'alice' })
  const unpushed = await signIn(tenant, oidc.buildAuthorizationUrl(config, request))
  expect(unpushed.searchParams.get('error')).toBe('invalid_request')
})

test('DPoP with a nonce of the server, up to a refresh', async () => {
  const tenant = await open({ dpop: { nonce: 'required' } })
  const config = await configure(tenant, 'web')
  const proofs = oidc.getDPoPHandle(config, await oidc.randomDPoPKeyPair('ES256'))
  const back = await signIn(tenant, oidc.buildAuthorizationUrl(config, request))
  const tokens = await oidc.authorizationCodeGrant(config, back, {}, undefined, { DPoP: proofs })
  expect(tokens.token_type).toBe('dpop')
  const resource = new URL(`${tenant.issuer}/resource`)
  const use = (token: string, DPoP: oidc.DPoPHandle) =>
    oidc.fetchProtectedResource(config, token, resource, 'GET', undefined, undefined, { DPoP })
  expect((await use(tokens.access_token, proofs)).status).toBe(200)
  const stranger = oidc.getDPoPHandle(config, await oidc.randomDPoPKeyPair('ES256'))
  await expect(use(tokens.access_token, stranger)).rejects.toMatchObject({ status: 401 })
  tenant.clock.advance(601)
  const fresh = await oidc.refreshTokenGrant(config, tokens.refresh_token ?? '', undefined, { DPoP: proofs })
  expect(fresh.token_type).toBe('dpop')
})

test('private_key_jwt, and not with another key', async () => {
  const tenant = await open()
  const grant = async (id: string) => {
    const key = await importJWK(developmentClientKeys[id]?.keys[0] ?? {}, 'PS256')
    if (!('type' in key)) throw new Error('expected a key pair, got a secret')
    const config = await configure(tenant, 'signing-service', oidc.PrivateKeyJwt(key))
    return oidc.clientCredentialsGrant(config, { scope: 'read' })
  }
  expect((await grant('signing-service')).access_token).toBeTruthy()
  await expect(grant('second-signing-service')).rejects.toMatchObject({ error: 'invalid_client' })
})

test('a signed authorization response, unless somebody else signed it', async () => {
  const tenant = await open({ jarm: true })
  const config = await configure(tenant, 'web')
  oidc.useJwtResponseMode(config)
  const arrive = () => signIn(tenant, oidc.buildAuthorizationUrl(config, request))
  const back = await arrive()
  expect([...back.searchParams.keys()]).toEqual(['response'])
  expect((await oidc.authorizationCodeGrant(config, back)).claims()).toMatchObject({ sub: 'alice' })
  const forged = await arrive()
  const [header, , signature] = (forged.searchParams.get('response') ?? '').split('.')
  const claims = { iss: tenant.issuer, aud: 'web', exp: Math.floor(Date.now() / 1000) + 60, code: 'stolen' }
  const payload = Buffer.from(JSON.stringify(claims)).toString('base64url')
  forged.searchParams.set('response', [header, payload, signature].join('.'))
  await expect(oidc.authorizationCodeGrant(config, forged)).rejects.toMatchObject({ code: 'OAUTH_INVALID_RESPONSE' })
})
