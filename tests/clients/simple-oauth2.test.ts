import { AuthorizationCode, ClientCredentials } from 'simple-oauth2'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { createMockServer, type MockServer, type Tenant } from '../../mock-server/index.ts'
import { pkce } from '../mock/visitor.ts'
import { secretOf, signIn, statusAtResource } from './sign-in.ts'

let mock: MockServer
beforeAll(async () => {
  mock = await createMockServer()
})
afterAll(() => mock.close())

const redirectUri = 'http://127.0.0.1:3000/callback'

function configure(tenant: Tenant, id: string, secret = secretOf(tenant, id)) {
  const { origin, pathname } = new URL(tenant.issuer)
  return {
    client: { id, secret },
    auth: {
      tokenHost: origin,
      tokenPath: `${pathname}/token`,
      revokePath: `${pathname}/revoke`,
    },
  }
}

function webClient(tenant: Tenant): AuthorizationCode {
  const { auth, ...rest } = configure(tenant, 'web')
  // An answer to a revocation has no body, which the library only takes where its JSON need not be strict.
  const http = { json: true } as const
  return new AuthorizationCode({
    ...rest,
    http,
    auth: { ...auth, authorizePath: `${new URL(tenant.issuer).pathname}/authorize` },
  })
}

async function arrive(tenant: Tenant, client: AuthorizationCode, more: Record<string, string> = {}) {
  const request = client.authorizeURL({
    redirect_uri: redirectUri,
    scope: ['openid', 'read'],
    state: 'the state',
    ...more,
  })
  const url = await signIn(tenant, request)
  expect(url.searchParams.get('state')).toBe('the state')
  return url.searchParams.get('code') ?? ''
}

async function logIn(tenant: Tenant) {
  const client = webClient(tenant)
  const code = await arrive(tenant, client)
  return client.getToken({ code, redirect_uri: redirectUri })
}

// The library has no PKCE of its own but sends what it is given, and it does not look at ID Tokens.
test('a code with PKCE becomes tokens', async () => {
  const tenant = await mock.createTenant()
  const client = webClient(tenant)
  const { verifier, challenge } = pkce()
  const code = await arrive(tenant, client, { code_challenge: challenge, code_challenge_method: 'S256' })
  const parameters = { code, redirect_uri: redirectUri, code_verifier: verifier }
  const { token } = await client.getToken(parameters)
  expect(token).toMatchObject({ token_type: 'Bearer', expires_in: 600, id_token: expect.any(String) })
  expect(await statusAtResource(tenant, String(token['access_token']))).toBe(200)
})

test('the library knows when a token is about to expire, and refreshes it', async () => {
  const tenant = await mock.createTenant()
  const old = await logIn(tenant)
  expect([old.expired(), old.expired(601)]).toEqual([false, true])
  tenant.clock.advance(601)
  expect(await statusAtResource(tenant, String(old.token['access_token']))).toBe(401)
  const fresh = await old.refresh()
  expect(await statusAtResource(tenant, String(fresh.token['access_token']))).toBe(200)
  await expect(old.refresh()).rejects.toMatchObject({ data: { payload: { error: 'invalid_grant' } } })
})

test('revoking both tokens ends them', async () => {
  const tenant = await mock.createTenant()
  const tokens = await logIn(tenant)
  await tokens.revokeAll()
  expect(await statusAtResource(tenant, String(tokens.token['access_token']))).toBe(401)
  await expect(tokens.refresh()).rejects.toMatchObject({ data: { payload: { error: 'invalid_grant' } } })
})

test('a wrong secret and a code used twice are refused', async () => {
  const tenant = await mock.createTenant()
  const impostor = new ClientCredentials(configure(tenant, 'service', 'not-its-secret'))
  await expect(impostor.getToken({})).rejects.toMatchObject({
    output: { statusCode: 401 },
    data: { payload: { error: 'invalid_client' } },
  })
  const client = webClient(tenant)
  const code = await arrive(tenant, client)
  await client.getToken({ code, redirect_uri: redirectUri })
  const again = client.getToken({ code, redirect_uri: redirectUri })
  await expect(again).rejects.toMatchObject({ data: { payload: { error: 'invalid_grant' } } })
})

test('a service gets a token of its own', async () => {
  const tenant = await mock.createTenant()
  const { token } = await new ClientCredentials(configure(tenant, 'service')).getToken({ scope: 'read' })
  expect(await statusAtResource(tenant, String(token['access_token']))).toBe(200)
})
