import { Auth, type AuthConfig } from '@auth/core'
import express, { type Request, type Response } from 'express'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { createMockServer, type MockServer, type Tenant } from '../../mock-server/index.ts'
import { read, refresh, Visitor } from '../mock/visitor.ts'
import { serve, type App } from './express-app.ts'
import { secretOf, signIn, statusAtResource } from './sign-in.ts'

let mock: MockServer
beforeAll(async () => {
  mock = await createMockServer()
})
afterAll(() => mock.close())

const apps: App[] = []
afterAll(() => Promise.all(apps.map((app) => app.close())))

/** The configuration as its documentation has it; the session shows what the application keeps. */
function configure(tenant: Tenant, secret: string): AuthConfig {
  return {
    basePath: '/auth',
    secret: 'for tests only',
    trustHost: true,
    logger: { error() {}, warn() {} },
    providers: [
      {
        id: 'mock',
        name: 'Mock',
        type: 'oidc',
        issuer: tenant.issuer,
        clientId: 'second',
        clientSecret: secret,
        client: { token_endpoint_auth_method: 'client_secret_post' },
        checks: ['pkce', 'state', 'nonce'],
        authorization: { params: { scope: 'openid email profile read' } },
      },
    ],
    callbacks: {
      async jwt({ token, account }) {
        if (account) return { ...token, sub: account.providerAccountId, account }
        const { expires_at = 0, refresh_token } = token['account'] as NonNullable<typeof account>
        if (tenant.clock.now() < expires_at * 1000) return token
        const { json } = await refresh(tenant, refresh_token, 'second')
        const fresh = { ...json, expires_at: Math.floor(tenant.clock.now() / 1000) + Number(json['expires_in']) }
        return { ...token, account: { ...Object(token['account']), ...fresh } }
      },
      session: ({ session, token }) => ({ ...session, sub: token.sub, account: token['account'] }),
    },
  }
}

async function answer(request: Request, response: Response, url: string, config: AuthConfig): Promise<void> {
  const { method, originalUrl, body } = request
  const headers = Object.entries(request.headers).map(([name, value]): [string, string] => [name, String(value)])
  const init = { method, headers, ...(method === 'POST' ? { body: String(body) } : {}) }
  const made = await Auth(new globalThis.Request(url + originalUrl, init), config)
  response
    .status(made.status)
    .setHeaders(made.headers)
    .send(await made.text())
}

async function start(tenant: Tenant, secret = secretOf(tenant, 'second')): Promise<App> {
  const app = await serve((url) => {
    const server = express()
    const config = configure(tenant, secret)
    server.use('/auth', express.text({ type: () => true }), (request, response, next) => {
      answer(request, response, url, config).catch(next)
    })
    return server
  })
  apps.push(app)
  const second = tenant.clients.find('second')
  if (!second) throw new Error('expected the client second, got none')
  tenant.clients.add({ ...second, redirect_uris: [`${app.url}/auth/callback/mock`] })
  return app
}

/** Presses the button of the sign-in page and walks the pages of the provider; returns where the application ends up. */
async function logIn(app: App, tenant: Tenant, visitor: Visitor, change?: (url: URL) => void): Promise<string> {
  const { json } = await read(await visitor.request(`${app.url}/auth/csrf`))
  const body = new URLSearchParams({ csrfToken: String(json['csrfToken']) })
  const begun = await visitor.request(`${app.url}/auth/signin/mock`, { method: 'POST', body })
  const back = await signIn(tenant, begun.headers.get('location') ?? '')
  change?.(back)
  return (await visitor.request(back)).headers.get('location') ?? ''
}

async function session(app: App, visitor: Visitor): Promise<Record<string, unknown>> {
  return (await read(await visitor.request(`${app.url}/auth/session`))).json ?? {}
}

function tokenOf(told: Record<string, unknown>): string {
  const { access_token: token } = told['account'] as { access_token: string }
  return token
}

test('a person signs in with PKCE, state and nonce', async () => {
  const tenant = await mock.createTenant()
  const app = await start(tenant)
  const visitor = new Visitor()
  expect(await logIn(app, tenant, visitor)).toBe(app.url)
  expect(await session(app, visitor)).toMatchObject({ sub: 'alice' })
})

test('without its CSRF token a sign-in does not begin', async () => {
  const tenant = await mock.createTenant()
  const app = await start(tenant)
  const begun = await new Visitor().request(`${app.url}/auth/signin/mock`, { method: 'POST' })
  expect(begun.headers.get('location')).toContain('error=MissingCSRF')
})

test('a session outlives its access token by refreshing it', async () => {
  const tenant = await mock.createTenant()
  const app = await start(tenant)
  const visitor = new Visitor()
  await logIn(app, tenant, visitor)
  const old = tokenOf(await session(app, visitor))
  tenant.clock.advance(601)
  expect(await statusAtResource(tenant, old)).toBe(401)
  expect(await statusAtResource(tenant, tokenOf(await session(app, visitor)))).toBe(200)
})

async function outcome(tenant: Tenant, secret?: string, change?: (url: URL) => void): Promise<string> {
  return logIn(await start(tenant, secret), tenant, new Visitor(), change)
}

test.each([
  ['nonce', { nonce: 'another nonce' }],
  ['audience', { aud: 'somebody-else' }],
  ['expiry', { exp: 1 }],
])('an ID Token with a wrong %s is no sign-in', async (_, claims) => {
  const tenant = await mock.createTenant()
  tenant.claims.add({ id_token: claims })
  expect(await outcome(tenant)).toContain('/auth/error?error=')
})

test('neither is a forged state, a wrong secret or a state that was dropped', async () => {
  const tenant = await mock.createTenant()
  const forge = (url: URL) => url.searchParams.set('state', 'forged')
  expect(await outcome(tenant, undefined, forge)).toContain('/auth/error?error=')
  expect(await outcome(tenant, 'not-its-secret')).toContain('/auth/error?error=')
  expect(tenant.journal.refusals().at(-1)).toMatchObject({ endpoint: 'token', error: 'invalid_client' })
  tenant.defects.on('state-dropped')
  expect(await outcome(tenant)).toContain('/auth/error?error=')
})
