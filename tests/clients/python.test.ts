import { afterAll, beforeAll, expect, test } from 'vitest'

import { createMockServer, type MockServer } from '../../mock-server/index.ts'
import { guideClients } from './guide.ts'
import { converse } from './python.ts'

let mock: MockServer
beforeAll(async () => {
  mock = await createMockServer()
})
afterAll(() => mock.close())

test('Authlib: code with PKCE, ID Token, refresh after expiry, and what has to fail', async () => {
  const tenant = await mock.createTenant(undefined, { clients: guideClients() })
  expect(await converse(tenant, 'authlib_flow.py', 'authlib_client.py')).toMatchObject({
    claims: { iss: tenant.issuer, aud: 'app', sub: 'alice' },
    userinfo: { sub: 'alice', email: 'alice@example.com' },
    'reused code': 'invalid_grant',
    expired: 401,
    refreshed: 200,
    'wrong secret': 'invalid_client',
    'wrong nonce': 'invalid_claim',
  })
})

// It has no ID Tokens, and PKCE only as parameters that it passes on.
test('requests-oauthlib: code with PKCE, refresh by itself after expiry, and what has to fail', async () => {
  const tenant = await mock.createTenant(undefined, { clients: guideClients() })
  expect(await converse(tenant, 'requests_oauthlib_flow.py', 'requests_oauthlib_client.py')).toEqual({
    resource: { method: 'GET', client_id: 'app', scope: 'openid read', sub: 'alice' },
    expired: 401,
    refreshed: 200,
    rotated: true,
    'reused code': 'invalid_grant',
    'wrong verifier': 'invalid_grant',
    'wrong secret': 'invalid_client',
    'forged state': 'mismatching_state',
  })
})
