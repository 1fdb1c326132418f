import { Auth, type AuthConfig } from '@auth/core'
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
