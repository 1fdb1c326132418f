import * as oauth from 'oauth4webapi'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { createMockServer, type MockServer, type Tenant } from '../../mock-server/index.ts'
import { secretOf, signIn, statusAtResource } from './sign-in.ts'

let mock: MockServer
beforeAll(async () => {
  mock = await createMockServer()
})
afterAll(() => mock.close())

const redirectUri = 'http://127.0.0.1:3000/callback'
const client: oauth.Client = { client_id: 'web' }
const plain = { [oauth.allowInsecureRequests]: true }

async function discover(tenant: Tenant): Promise<oauth.AuthorizationServer> {
  const issuer = new URL(tenant.issuer)
  return oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, plain))
}

async function arrive(tenant: Tenant, server: oauth.AuthorizationServer) {
  const verifier = oauth.generateRandomCodeVerifier()
  const state = oauth.generateRandomState()
  const nonce = oauth.generateRandomNonce()
  const request = new URL(server.authorization_endpoint ?? '')
  request.search = new URLSearchParams({
    client_id: 'web',
    response_type: 'code',
    redirect_uri: redirectUri,
    scope: 'openid read',
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    nonce,
  }).toString()
  return { url: await signIn(tenant, request), verifier, state, nonce }
}

type Arrival = Awaited<ReturnType<typeof arrive>>

async function redeem(tenant: Tenant, server: oauth.AuthorizationServer, arrival: Arrival, sent = redirectUri) {
  const { url, verifier, state, nonce } = arrival
  const callback = oauth.validateAuthResponse(server, client, url, state)
  const secret = oauth.ClientSecretBasic(secretOf(tenant, 'web'))
  const answer = await oauth.authorizationCodeGrantRequest(server, client, secret, callback, sent, verifier, plain)
  const tokens = await oauth.processAuthorizationCodeResponse(server, client, answer, {
    expectedNonce: nonce,
    requireIdToken: true,
  })
  await oauth.validateApplicationLevelSignature(server, answer, plain)
  return tokens
}

async function refresh(tenant: Tenant, server: oauth.AuthorizationServer, token: string) {
  const secret = oauth.ClientSecretBasic(secretOf(tenant, 'web'))
  const answer = await oauth.refreshTokenGrantRequest(server, client, secret, token, plain)
  return oauth.processRefreshTokenResponse(server, client, answer)
}

async function logIn(tenant: Tenant) {
  const server = await discover(tenant)
  return { server, tokens: await redeem(tenant, server, await arrive(tenant, server)) }
}

test('a code with PKCE becomes tokens whose signature holds', async () => {
  const tenant = await mock.createTenant()
  const { server, tokens } = await logIn(tenant)
  expect(oauth.getValidatedIdTokenClaims(tokens)).toMatchObject({ sub: 'alice', aud: 'web' })
  const answer = await oauth.userInfoRequest(server, client, tokens.access_token, plain)
  expect(await oauth.processUserInfoResponse(server, client, 'alice', answer)).toMatchObject({ sub: 'alice' })
})

test('after expiry the resource is closed, and a refresh opens it', async () => {
  const tenant = await mock.createTenant()
  const { server, tokens } = await logIn(tenant)
  tenant.clock.advance(601)
  const resource = new URL(`${tenant.issuer}/resource`)
  const closed = oauth.protectedResourceRequest(tokens.access_token, 'GET', resource, undefined, null, plain)
  await expect(closed).rejects.toMatchObject({ cause: [{ parameters: { error: 'invalid_token' } }] })
  const fresh = await refresh(tenant, server, tokens.refresh_token ?? '')
  expect(await statusAtResource(tenant, fresh.access_token)).toBe(200)
})

test('a redirect_uri other than the one of the request is refused', async () => {
  const tenant = await mock.createTenant()
  const server = await discover(tenant)
  const elsewhere = redeem(tenant, server, await arrive(tenant, server), 'http://localhost:3000/callback')
  await expect(elsewhere).rejects.toMatchObject({ error: 'invalid_grant' })
})

test('an ID Token that was tampered with is noticed', async () => {
  const tenant = await mock.createTenant(undefined, {
    hooks: {
      answer({ json }, { endpoint }) {
        if (endpoint !== 'token' || !json) return
        const [header, payload = '', signature] = String(json['id_token']).split('.')
        const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString())
        const forged = Buffer.from(JSON.stringify({ ...Object(claims), email: 'root@example.com' })).toString(
          'base64url',
        )
        json['id_token'] = [header, forged, signature].join('.')
      },
    },
  })
  await expect(logIn(tenant)).rejects.toThrow('signature')
})

test.each(['state-dropped', 'iss-missing', 'token-type-missing'])('the defect %s is noticed', async (defect) => {
  const tenant = await mock.createTenant(undefined, { defects: [defect] })
  await expect(logIn(tenant)).rejects.toThrow(oauth.OperationProcessingError)
})
