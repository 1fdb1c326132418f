import OAuth2Strategy from 'passport-oauth2'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { createMockServer, type MockServer, type Tenant } from '../../mock-server/index.ts'
import { serve, signInWith, walk } from './express-app.ts'
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

/** The library leaves the refresh to whoever knows that the client of a strategy can do it. */
class Strategy extends OAuth2Strategy {
  get client() {
    return this._oauth2
  }
}

function refresh(client: Strategy['client'], token: string): Promise<string> {
  return new Promise((resolve, reject) => {
    client.getOAuthAccessToken(token, { grant_type: 'refresh_token' }, (error, fresh) =>
      error === null ? resolve(String(fresh)) : reject(error),
    )
  })
}

/** The strategy as its documentation has it, for a client that the tenant gets to know. */
async function start(tenant: Tenant, secret = secretOf(tenant, 'second')) {
  let strategy: Strategy | undefined
  const app = await serve((url) => {
    strategy = new Strategy(
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
      async (access_token: string, refresh_token: string, _profile: unknown, done: OAuth2Strategy.VerifyCallback) => {
        const answer = await fetch(`${tenant.issuer}/resource`, {
          headers: { authorization: `Bearer ${access_token}` },
        })
        const { sub } = (await answer.json()) as { sub: string }
        done(null, { id: sub, tokens: { access_token, refresh_token } })
      },
    )
    return signInWith(strategy)
  })
  const second = tenant.clients.find('second')
  if (!second || !strategy) throw new Error('expected the client second, got none')
  tenant.clients.add({ ...second, redirect_uris: [app.callback] })
  return { app, client: strategy.client }
}

test('a person signs in with PKCE', async () => {
  const tenant = await mock.createTenant()
  const { app } = await start(tenant)
  expect(await walk(app, tenant)).toMatchObject({ status: 200, json: { id: 'alice' } })
  await app.close()
})

test('an expired token is refreshed with the client of the strategy', async () => {
  const tenant = await mock.createTenant()
  const { app, client } = await start(tenant)
  const { tokens } = (await walk(app, tenant)).json as { tokens: Tokens }
  tenant.clock.advance(601)
  expect(await statusAtResource(tenant, tokens.access_token)).toBe(401)
  const fresh = await refresh(client, tokens.refresh_token)
  expect(await statusAtResource(tenant, fresh)).toBe(200)
  await expect(refresh(client, tokens.refresh_token)).rejects.toMatchObject({ statusCode: 400 })
  await app.close()
})

test('a forged state, a wrong secret and a person who says no are told apart', async () => {
  const tenant = await mock.createTenant()
  const { app } = await start(tenant)
  const forge = (url: URL) => url.searchParams.set('state', 'forged')
  expect(await walk(app, tenant, { change: forge })).toMatchObject({ status: 403 })
  await app.close()
  const impostor = await start(tenant, 'not-its-secret')
  expect(await walk(impostor.app, tenant)).toMatchObject({ status: 502, json: { code: 'invalid_client' } })
  await impostor.app.close()
  const denied = await start(tenant)
  const deny = (url: URL) => (url.search = '?error=access_denied')
  expect(await walk(denied.app, tenant, { change: deny })).toMatchObject({ status: 401 })
  await denied.app.close()
})

test('a code that comes back twice is refused the second time', async () => {
  const tenant = await mock.createTenant()
  const { app } = await start(tenant)
  let back = ''
  await walk(app, tenant, { change: (url) => (back = url.searchParams.get('code') ?? '') })
  const again = await walk(app, tenant, { change: (url) => url.searchParams.set('code', back) })
  expect(again).toMatchObject({ status: 502, json: { code: 'invalid_grant' } })
  await app.close()
})
