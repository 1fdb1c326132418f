import OAuth2Strategy from 'passport-oauth2'
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

interface Tokens {
  access_token: string
  refresh_token: string
}

async function personOf(tenant: Tenant, token: string): Promise<string> {
  const answer = await fetch(`${tenant.issuer}/resource`, { headers: { authorization: `Bearer ${token}` } })
  const { sub } = (await answer.json()) as { sub: string }
  return sub
}

const apps: App[] = []
afterAll(() => Promise.all(apps.map((app) => app.close())))

/** The strategy as its documentation has it, for a client that the tenant gets to know. */
async function start(tenant: Tenant, secret = secretOf(tenant, 'second')): Promise<App> {
  const app = await serve((url) =>
    signInWith(
      new OAuth2Strategy(
        {
          authorizationURL: `${tenant.issuer}/authorize`,
          tokenURL: `${tenant.issuer}/token`,
          clientID: 'second',
          clientSecret: secret,
          callbackURL: `${url}/callback`,
          scope: ['openid', 'read'],
          state: true,
          pkce: true,
        },
        (access_token: string, refresh_token: string, _profile: unknown, done: OAuth2Strategy.VerifyCallback) => {
          personOf(tenant, access_token)
            .then((id) => done(null, { id, tokens: { access_token, refresh_token } }))
            .catch(done)
        },
      ),
    ),
  )
  apps.push(app)
  const second = tenant.clients.find('second')
  if (!second) throw new Error('expected the client second, got none')
  tenant.clients.add({ ...second, redirect_uris: [app.callback] })
  return app
}

test('a person signs in with PKCE', async () => {
  const tenant = await mock.createTenant()
  expect(await walk(await start(tenant), tenant)).toMatchObject({ status: 200, json: { id: 'alice' } })
})

// The library leaves the refresh to the application, and does not look at ID Tokens.
test('what it received expires and can be refreshed', async () => {
  const tenant = await mock.createTenant()
  const { tokens } = (await walk(await start(tenant), tenant)).json as { tokens: Tokens }
  tenant.clock.advance(601)
  expect(await statusAtResource(tenant, tokens.access_token)).toBe(401)
  const fresh = await refresh(tenant, tokens.refresh_token, 'second')
  expect(await statusAtResource(tenant, String(fresh.json['access_token']))).toBe(200)
})

test('a forged state, a wrong secret and a person who says no are told apart', async () => {
  const tenant = await mock.createTenant()
  const change = (url: URL) => url.searchParams.set('state', 'forged')
  expect(await walk(await start(tenant), tenant, { change })).toMatchObject({ status: 403 })
  const impostor = await start(tenant, 'not-its-secret')
  expect(await walk(impostor, tenant)).toMatchObject({ status: 502, json: { code: 'invalid_client' } })
  tenant.logins.next({ deny: true })
  expect(await walk(await start(tenant), tenant)).toMatchObject({ status: 401 })
})

test('a code that comes back twice is refused the second time', async () => {
  const tenant = await mock.createTenant()
  const app = await start(tenant)
  let code = ''
  await walk(app, tenant, { change: (url) => (code = url.searchParams.get('code') ?? '') })
  const again = await walk(app, tenant, { change: (url) => url.searchParams.set('code', code) })
  expect(again).toMatchObject({ status: 502, json: { code: 'invalid_grant' } })
})
