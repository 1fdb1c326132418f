import { createMockServer, type MockServer, type Tenant } from '../../mock-server/index.ts'
import type { Vocabulary } from './requests.ts'

const endpoints = words(`
  /authorize /token /introspect /revoke /userinfo /jwks /par /logout /device /register
  /device_authorization /resource /interaction/x /authorize/x /register/x /logout/confirm
  /.well-known/openid-configuration /.well-known/oauth-authorization-server / /nowhere
`)

// As the parameters of requests have them.
const known = words(`
  code token id_token none S256 plain login consent openid offline_access read write allow deny
`)

/** A mock with all it can do switched on. */
export async function everything(): Promise<MockServer> {
  return createMockServer({
    tenant: { registration: 'open', signedMetadata: true, encryptedIntrospection: true },
    tenants: {
      open: { accessTokens: 'jwt', pkce: 'optional', consent: 'automatic', login: 'automatic', returnTo: true },
    },
  })
}

/** Paths and real values of a mock, for requests that come close. */
export async function vocabularyOf(mock: MockServer): Promise<Vocabulary> {
  const tenants = [...mock.tenants.values()]
  const tokens = await Promise.all(tenants.map(tokenOf))
  const clients = mock.tenant.clients.list()
  return {
    paths: ['', '/t/open'].flatMap((prefix) => endpoints.map((path) => prefix + path)),
    values: [
      ...tokens,
      ...clients.flatMap(({ client_id, client_secret = '', grant_types = [], redirect_uris = [] }) => [
        client_id,
        client_secret,
        ...grant_types,
        ...redirect_uris,
      ]),
      ...mock.tenant.users.list().flatMap(({ username, password }) => [username, password]),
      ...known,
      'query',
      'fragment',
      'form_post',
      'web_message',
      'jwt',
      mock.issuer,
      `${mock.issuer}/resource`,
      'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      'urn:ietf:params:oauth:token-type:access_token',
    ],
  }
}

async function tokenOf({ issuer }: Tenant): Promise<string> {
  const answer = await fetch(`${issuer}/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa('service:service-secret-0123456789-abcdefghijklmno')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  })
  const { access_token: token }: { access_token?: unknown } = Object(await answer.json())
  return String(token)
}

function words(text: string): string[] {
  return text.trim().split(/\s+/)
}
