import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  buildEndSessionUrl,
  calculatePKCECodeChallenge,
  clientCredentialsGrant,
  ClientSecretBasic,
  type Configuration,
  discovery,
  fetchUserInfo,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
  refreshTokenGrant,
  tokenIntrospection,
  tokenRevocation,
} from 'openid-client'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { createMockServer, type MockServer, type Tenant } from '../../mock-server/index.ts'
import { secretOf, signIn, statusAtResource } from './sign-in.ts'

let mock: MockServer
beforeAll(async () => {
  mock = await createMockServer()
})
afterAll(() => mock.close())

const redirectUri = 'http://127.0.0.1:3000/callback'

async function configure(tenant: Tenant, secret = secretOf(tenant, 'web')): Promise<Configuration> {
  const options = { execute: [allowInsecureRequests] }
  return discovery(new URL(tenant.issuer), 'web', undefined, ClientSecretBasic(secret), options)
}

/** Everything up to the redirect back, with what the code grant will want to compare. */
async function arrive(tenant: Tenant, config: Configuration) {
  const pkceCodeVerifier = randomPKCECodeVerifier()
  const expectedState = randomState()
  const expectedNonce = randomNonce()
  const request = buildAuthorizationUrl(config, {
    redirect_uri: redirectUri,
    scope: 'openid email read offline_access',
    prompt: 'consent',
    code_challenge: await calculatePKCECodeChallenge(pkceCodeVerifier),
    code_challenge_method: 'S256',
    state: expectedState,
    nonce: expectedNonce,
  })
  const url = await signIn(tenant, request)
  return { url, checks: { pkceCodeVerifier, expectedState, expectedNonce, idTokenExpected: true } }
}

async function logIn(tenant: Tenant) {
  const config = await configure(tenant)
  const { url, checks } = await arrive(tenant, config)
  return { config, tokens: await authorizationCodeGrant(config, url, checks) }
}

test('a code with PKCE, state and nonce becomes tokens, userinfo and an introspection answer', async () => {
  const tenant = await mock.createTenant()
  const { config, tokens } = await logIn(tenant)
  expect(tokens.claims()).toMatchObject({ sub: 'alice', iss: tenant.issuer, aud: 'web' })
  expect(tokens.expires_in).toBe(600)
  expect(await fetchUserInfo(config, tokens.access_token, 'alice')).toMatchObject({ email: 'alice@example.com' })
  expect(await tokenIntrospection(config, tokens.access_token)).toMatchObject({ active: true, sub: 'alice' })
})

test('a refresh token gives new tokens, and only once', async () => {
  const tenant = await mock.createTenant()
  const { config, tokens } = await logIn(tenant)
  const old = tokens.refresh_token ?? ''
  const fresh = await refreshTokenGrant(config, old)
  expect(fresh.refresh_token).not.toBe(old)
  expect(await statusAtResource(tenant, fresh.access_token)).toBe(200)
  await expect(refreshTokenGrant(config, old)).rejects.toMatchObject({ error: 'invalid_grant' })
})

test('a tenant ten minutes on refuses the access token until it is refreshed', async () => {
  const tenant = await mock.createTenant()
  const { config, tokens } = await logIn(tenant)
  tenant.clock.advance(601)
  await expect(fetchUserInfo(config, tokens.access_token, 'alice')).rejects.toMatchObject({ status: 401 })
  const fresh = await refreshTokenGrant(config, tokens.refresh_token ?? '')
  expect(await fetchUserInfo(config, fresh.access_token, 'alice')).toMatchObject({ sub: 'alice' })
})

test('an ID Token from an hour ago has expired', async () => {
  const tenant = await mock.createTenant()
  tenant.clock.advance(-3600)
  await expect(logIn(tenant)).rejects.toMatchObject({ code: 'OAUTH_JWT_TIMESTAMP_CHECK_FAILED' })
})

test.each([
  ['another nonce', { nonce: 'not-the-one-sent' }],
  ['another audience', { aud: 'somebody-else' }],
  ['another issuer', { iss: 'https://elsewhere.example' }],
])('an ID Token with %s is noticed', async (_, claims) => {
  const tenant = await mock.createTenant()
  tenant.claims.add({ id_token: claims })
  await expect(logIn(tenant)).rejects.toMatchObject({ code: 'OAUTH_JWT_CLAIM_COMPARISON_FAILED' })
})

test.each(['state-dropped', 'iss-missing', 'iss-wrong'])('the defect %s is noticed', async (defect) => {
  const tenant = await mock.createTenant()
  tenant.defects.on(defect)
  await expect(logIn(tenant)).rejects.toMatchObject({ code: 'OAUTH_INVALID_RESPONSE' })
})

test('a wrong secret, a wrong verifier and a code used twice are refused', async () => {
  const tenant = await mock.createTenant()
  const config = await configure(tenant)
  const first = await arrive(tenant, config)
  const guess = { ...first.checks, pkceCodeVerifier: randomPKCECodeVerifier() }
  await expect(authorizationCodeGrant(config, first.url, guess)).rejects.toMatchObject({ error: 'invalid_grant' })
  const second = await arrive(tenant, config)
  await authorizationCodeGrant(config, second.url, second.checks)
  await expect(authorizationCodeGrant(config, second.url, second.checks)).rejects.toMatchObject({
    error: 'invalid_grant',
  })
  const impostor = await configure(tenant, 'not-its-secret')
  const third = await arrive(tenant, config)
  await expect(authorizationCodeGrant(impostor, third.url, third.checks)).rejects.toMatchObject({
    cause: [{ scheme: 'basic', parameters: { error: 'invalid_client' } }],
  })
})

test('revocation ends a token, and logout comes back to the client', async () => {
  const tenant = await mock.createTenant()
  const { config, tokens } = await logIn(tenant)
  await tokenRevocation(config, tokens.access_token)
  expect(await statusAtResource(tenant, tokens.access_token)).toBe(401)
  const url = buildEndSessionUrl(config, {
    id_token_hint: tokens.id_token ?? '',
    post_logout_redirect_uri: 'https://app.example/signed-out',
  })
  expect((await fetch(url)).status).toBe(200)
})

test('a service gets a token of its own', async () => {
  const tenant = await mock.createTenant()
  const authentication = ClientSecretBasic(secretOf(tenant, 'service'))
  const options = { execute: [allowInsecureRequests] }
  const config = await discovery(new URL(tenant.issuer), 'service', undefined, authentication, options)
  const tokens = await clientCredentialsGrant(config, { scope: 'read' })
  expect(await statusAtResource(tenant, tokens.access_token)).toBe(200)
})
