import { createMockServer, type FeatureOptions, type MockServer, type Tenant } from '../../mock-server/index.ts'
import type { Vocabulary } from './requests.ts'

const endpoints = words(`
  /authorize /token /introspect /revoke /userinfo /jwks /par /logout /device /register
  /device_authorization /resource /interaction/x /authorize/x /register/x /logout/confirm
  /.well-known/openid-configuration /.well-known/oauth-authorization-server / /nowhere
  /bc-authorize /.well-known/oauth-protected-resource /resource/x
`)

const control = words(`
  /_assay /_assay/health /_assay/ca.pem /_assay/api /_assay/api/openapi.json /_assay/api/tenants/open /_assay/api/tenants/open/users
  /_assay/api/tenants/open/answers /_assay/api/tenants/open/issue /_assay/api/tenants/open/journal/search
`)

// As the parameters of requests have them.
const known = words(`
  code token id_token none S256 plain login consent openid offline_access read write allow deny
`)

const resources = { 'https://api.example': { scope: 'orders', accessTokens: 'jwt' } } as const

const features: FeatureOptions = {
  dpop: true,
  jarm: true,
  ciba: true,
  pairwise: true,
  encryption: true,
  signedUserinfo: true,
  claimsParameter: true,
  jar: 'optional',
  rar: ['payment'],
  resources,
  logout: { backchannel: true, frontchannel: true },
  responseTypes: ['code id_token', 'code token', 'id_token'],
  resourceMetadata: true,
  acrValues: ['gold'],
}

/** A mock with all it can do switched on, and one as it comes. */
export async function everything(): Promise<MockServer> {
  const registration = { registration: 'open', signedMetadata: true, encryptedIntrospection: true } as const
  const mock = await createMockServer({
    tenant: registration,
    tenants: {
      open: {
        ...registration,
        features,
        accessTokens: 'jwt',
        pkce: 'optional',
        consent: 'automatic',
        login: 'automatic',
        returnTo: true,
        anyUser: true,
        bodies: ['form', 'json'],
        cors: 'any',
        redirectUris: 'any',
        unknownClients: 'accept',
        claims: [{ access_token: { tier: '{{user.tier}}' }, userinfo: { scope: '{{scope}}' } }],
        answers: [
          { when: { endpoint: 'token', client: 'hmac-service' }, answer: { body: 'truncated' }, times: 'always' },
        ],
      },
    },
  })
  mock.tenant.clock.advance(5)
  return mock
}

/** Paths and real values of a mock, for requests that come close. */
export async function vocabularyOf(mock: MockServer): Promise<Vocabulary> {
  const tenants = [...mock.tenants.values()]
  const tokens = await Promise.all(tenants.map(tokenOf))
  const clients = mock.tenant.clients.list()
  return {
    paths: [...['', '/t/open'].flatMap((prefix) => endpoints.map((path) => prefix + path)), ...control],
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
