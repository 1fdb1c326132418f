import OpenIDConnectStrategy, { type Profile, type VerifyCallback } from 'passport-openidconnect'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { createMockServer, type MockServer, type Tenant } from '../../mock-server/index.ts'
import { refresh } from '../mock/visitor.ts'
import { serve, signInWith, walk, type App } from './express-app.ts'
import { secretOf, statusAtResource } from './sign-in.ts'

let mock: MockServer
beforeAll(async () => {
  mock = await createMockServer()
})
afterAll(() => mock.close())

const apps: App[] = []
afterAll(() => Promise.all(apps.map((app) => app.close())))

// The library has no PKCE, which is why its client is a confidential one.
async function start(tenant: Tenant, secret = secretOf(tenant, 'second')): Promise<App> {
  const app = await serve((url) =>
    signInWith(
      new OpenIDConnectStrategy(
        {
          issuer: tenant.issuer,
          authorizationURL: `${tenant.issuer}/authorize`,
          tokenURL: `${tenant.issuer}/token`,
          userInfoURL: `${tenant.issuer}/userinfo`,
          clientID: 'second',
          clientSecret: secret,
          callbackURL: `${url}/callback`,
          scope: 'profile email read',
          nonce: 'a nonce',
          skipUserProfile: false,
        },
        (
          _issuer: string,
          profile: Profile,
          _context: object,
          _idToken: string | object,
          access_token: string | object,
          refresh_token: string,
          done: VerifyCallback,
        ) => done(null, { profile, tokens: { access_token, refresh_token } }),
      ),
    ),
  )
  apps.push(app)
  const second = tenant.clients.find('second')
  if (!second) throw new Error('expected the client second, got none')
  tenant.clients.add({ ...second, redirect_uris: [app.callback] })
  return app
}

test('a person signs in, and the profile comes from userinfo', async () => {
  const tenant = await mock.createTenant()
  const answer = await walk(await start(tenant), tenant)
  expect(answer).toMatchObject({
    status: 200,
    json: { profile: { id: 'alice', displayName: 'Alice Example', emails: [{ value: 'alice@example.com' }] } },
  })
})

// Neither does it refresh; what it got can be refreshed by hand.
test('what it received expires and can be refreshed', async () => {
  const tenant = await mock.createTenant()
  const { json } = await walk(await start(tenant), tenant)
  const { access_token, refresh_token } = json['tokens'] as Record<string, string>
  tenant.clock.advance(601)
  expect(await statusAtResource(tenant, access_token ?? '')).toBe(401)
  const fresh = await refresh(tenant, refresh_token, 'second')
  expect(await statusAtResource(tenant, String(fresh.json['access_token']))).toBe(200)
})

test('an ID Token from an hour ago is refused', async () => {
  const tenant = await mock.createTenant()
  tenant.clock.advance(-3600)
  expect(await walk(await start(tenant), tenant)).toMatchObject({ status: 403 })
})

test.each([
  ['nonce', { nonce: 'another nonce' }],
  ['audience', { aud: 'somebody-else' }],
  ['issuer', { iss: 'https://elsewhere.example' }],
])('an ID Token with a wrong %s is refused', async (_, claims) => {
  const tenant = await mock.createTenant()
  tenant.claims.add({ id_token: claims })
  expect(await walk(await start(tenant), tenant)).toMatchObject({ status: 403 })
})

test('a forged state and a wrong secret are refused', async () => {
  const tenant = await mock.createTenant()
  const change = (url: URL) => url.searchParams.set('state', 'forged')
  expect(await walk(await start(tenant), tenant, { change })).toMatchObject({ status: 403 })
  const impostor = await start(tenant, 'not-its-secret')
  expect(await walk(impostor, tenant)).toMatchObject({ status: 502, json: { code: 'invalid_client' } })
})
