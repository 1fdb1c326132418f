import type { ClientEntry, TargetEntry } from '../../harness/target/config/config.ts'
import { developmentAuthority, type Client, type Tenant } from '../../mock-server/index.ts'
import { salesos as salesosDialect } from '../../mock-server/dialects/salesos.ts'
import type { SetUp } from './set-ups.ts'

const day = 86_400

/** Sends its secret in the header, beside clients that send theirs in JSON. */
const partner: Client = {
  client_id: 'partner',
  client_name: 'Partner with HTTP Basic',
  client_secret: 'partner-secret-0123456789-abcdefghijklmno',
  token_endpoint_auth_method: 'client_secret_basic',
  grant_types: ['client_credentials'],
  redirect_uris: [],
  scope: 'deals:read',
}

const explained = {
  'pkce.required-for-confidential-clients': 'PKCE is demanded of public clients, as RFC 9700 has it: a warning',
  'code.redirect-uri-missing': 'the documentation redeems codes without redirect_uri, which is a warning',
  'client-credentials.no-refresh-token': 'the documentation promises one, which is a warning',
}

/** The clients of a tenant as a target file for JSON bodies has them. */
function inJson({ clients }: Tenant, denied: Readonly<Record<string, string>> = {}): Record<string, ClientEntry> {
  const entries = clients.list().map((client, index): [string, ClientEntry] => {
    const { client_id, client_secret, redirect_uris, grant_types, scope, token_endpoint_auth_method: method } = client
    const entry: ClientEntry = {
      client_id,
      token_endpoint_auth_method: method === 'client_secret_post' ? 'client_secret_json' : (method ?? 'none'),
      ...(client_secret === undefined ? {} : { client_secret }),
      ...(redirect_uris === undefined ? {} : { redirect_uris }),
      ...(grant_types === undefined ? {} : { grant_types }),
      ...(scope === undefined ? {} : { scope: own(scope) }),
      ...(denied[client_id] === undefined ? {} : { denied_scope: denied[client_id] }),
    }
    return [`client${index + 1}`, entry]
  })
  return Object.fromEntries(entries)
}

/** Scopes a client may have for itself; those about a login are none. */
function own(scope: string): string {
  return scope
    .split(' ')
    .filter((each) => each.includes(':'))
    .join(' ')
}

function salesosTarget(tenant: Tenant): Partial<TargetEntry> {
  const { issuer } = tenant
  return {
    clients: inJson(tenant, { 'lead-reader': 'leads:write' }),
    audience: 'https://api.play2sell.com',
    second_audience: 'https://reports.play2sell.com',
    resource: {
      url: `${issuer}/v1/leads`,
      scope: 'leads:read',
      scope_other: 'deals:read',
      write: { method: 'POST', scope: 'leads:write', body: { name: 'made up' } },
    },
    scopes: ['leads:read', 'leads:write'],
    documentation: {
      source: 'https://docs.play2sell.com/authentication',
      access_token_lifetime: day,
      client_credentials_refresh: false,
      code_answer: ['access_token', 'refresh_token', 'id_token', 'token_type', 'expires_in'],
      jwt_access_tokens: true,
      api_statuses: true,
      header_only: true,
      http_rejected: true,
    },
    tls: { ca: developmentAuthority },
  }
}

const long = { code: 600, access_token: day, client_credentials: day, refresh_token: 30 * day }

/** A service hosted at a provider of identities: audiences, JWT access tokens of a day, an API with scopes for reading and writing. */
export const salesos = {
  narrow: true,
  tenant: { dialect: 'salesos', clients: [...(salesosDialect.options.clients ?? []), partner], lifetimes: long },
  mock: { tls: 'development', plainPort: 0 },
  describe: salesosTarget,
  proves: ['dialect'],
  explained,
} as const satisfies SetUp

/** The same, where a day passes in no time. */
export const salesosDay = {
  swift: true,
  tenant: { dialect: 'salesos', lifetimes: { ...long, refresh_token: 60 * day } },
  target: { limits: { max_wait_s: day } },
  describe: (tenant: Tenant): Partial<TargetEntry> => ({ ...salesosTarget(tenant), lifetimes: { tolerance: 2 } }),
  proves: ['dialect.expired-token-401-after-documented-lifetime'],
} as const satisfies SetUp

/** Five grants with JSON bodies, without metadata; codes and refresh tokens end in percent escapes. */
export const sso = {
  narrow: true,
  tenant: { dialect: 'sso' },
  describe: (tenant: Tenant): Partial<TargetEntry> => ({
    discovery: false,
    metadata: endpointsOf(tenant),
    clients: inJson(tenant),
    resource: { url: `${tenant.issuer}/api/items`, scope: 'api' },
    scopes: ['api'],
    documentation: {
      client_credentials_refresh: true,
      password_refresh: true,
      redirect_uri_optional: true,
      refresh_token_replaced: true,
    },
  }),
  proves: [
    'dialect.json-password',
    'dialect.percent-signs-in-values',
    'dialect.code-without-redirect-uri',
    'dialect.client-credentials-with-refresh-token',
    'dialect.refresh-gives-fresh-refresh-token',
    'dialect.implicit-token-without-refresh-token',
  ],
  explained,
} as const satisfies SetUp

/** A sales interface: JSON bodies, short authorization requests, a resource that tells whose token it is. */
export const salesloft = {
  narrow: true,
  tenant: { dialect: 'salesloft' },
  describe: (tenant: Tenant): Partial<TargetEntry> => ({
    discovery: false,
    metadata: endpointsOf(tenant),
    clients: inJson(tenant),
    resource: { url: `${tenant.issuer}/v2/people.json`, scope: 'people:read', scope_other: 'me:read' },
    me: {
      url: `${tenant.issuer}/v2/me.json`,
      name: 'data.name',
      email: 'data.email',
      client_credentials: 'person',
    },
    scopes: ['me:read', 'people:read', 'people:write'],
    documentation: {
      short_authorization_request: true,
      client_credentials_refresh: false,
      code_answer: ['access_token', 'refresh_token', 'expires_in'],
      refresh_token_replaced: true,
      api_statuses: true,
    },
  }),
  proves: [
    'dialect.minimal-authorization-request',
    'dialect.localhost-redirect-uri',
    'dialect.me-resource',
    'dialect.me-resource-identity',
  ],
  explained,
} as const satisfies SetUp

/** What a server without metadata has to have told. */
function endpointsOf({ issuer, settings: { paths } }: Tenant): NonNullable<TargetEntry['metadata']> {
  return {
    authorization_endpoint: `${issuer}${paths.authorization ?? '/authorize'}`,
    token_endpoint: `${issuer}${paths.token ?? '/token'}`,
    revocation_endpoint: `${issuer}${paths.revocation ?? '/revoke'}`,
  }
}
