import type { EmbeddedTarget } from '../harness/engine/events.ts'
import type { ClientEntry, TargetConfig, TargetEntry } from '../harness/target/config/config.ts'
import { completeTarget } from '../harness/target/config/defaults.ts'
import type { Client, Lifetimes, Tenant, TenantSettings } from '../mock-server/index.ts'
import { privateClientKeys } from '../mock-server/keys/development-clients.ts'
import { oneOf } from './flags.ts'
import type { Mock } from './parts.ts'

/** Short, so that checks of expiry take seconds, and long enough for the steps before. Whole seconds. */
export const briefLifetimes = {
  code: 2,
  // A person has to act and a poll to be waited for meanwhile.
  device_code: 4,
  access_token: 2,
  client_credentials: 2,
  refresh_token: 2,
} satisfies Partial<Lifetimes>

const scopes = ['read', 'write']

/** Devices may poll every second, so that checks of polling take one. */
export const briskDevices = { interval: 1 }

/** Starts a mock on a free port of the loopback interface, with what a run must know of it. Throws UsageError for an unknown defect. */
export async function embedMock(mock: Mock, defects: readonly string[]): Promise<EmbeddedTarget> {
  for (const id of defects) oneOf('defect', id, [...mock.allDefects().keys()])
  const server = await mock.createMockServer({
    tenant: { lifetimes: briefLifetimes, pkce: 'required', device: briskDevices, defects: [...defects] },
  })
  return { config: describeTenant(server.tenant, 'mock'), close: () => server.close() }
}

/** What the target file of a tenant of the mock would say, and more when told; the rest is learned from its metadata. */
export function describeTenant(
  { issuer, clients, users, lifetimes, settings }: Tenant,
  name: string,
  more: Partial<TargetEntry> = {},
): TargetConfig {
  const known = { clients: clients.list(), users: users.list(), lifetimes, trustedIssuers: settings.trustedIssuers }
  return completeTarget({ name, login: { how: 'form' }, ...tenantEntry(issuer, known), ...more })
}

/** What a tenant is known by: its settings in memory, or the options it tells over HTTP. */
export type TenantFacts = Pick<TenantSettings, 'clients' | 'users' | 'lifetimes' | 'trustedIssuers'>

/** The target of a tenant as somebody would write it who knows its users, clients and lifetimes. */
export function tenantEntry(issuer: string, { clients, users, lifetimes, trustedIssuers }: TenantFacts) {
  const { code, device_code, access_token, refresh_token } = lifetimes
  return {
    issuer,
    clients: Object.fromEntries(clients.map((client) => [client.client_id, clientEntry(client)])),
    users: Object.fromEntries(users.map(({ username, password }) => [username, { username, password }])),
    resource: { url: `${issuer}/resource`, scope: 'read', scope_other: 'write' },
    ...assertionEntry({ trustedIssuers, users }),
    token_exchange: { delegation: true },
    scopes,
    lifetimes: { code, device_code, access_token, refresh_token, refresh_overlap: 0, tolerance: 1 },
  } satisfies TargetEntry
}

/** What to sign assertions with, where the tenant tells the private key of an issuer it trusts. */
function assertionEntry({
  trustedIssuers,
  users: [user],
}: Pick<TenantFacts, 'trustedIssuers' | 'users'>): Pick<TargetEntry, 'assertion'> {
  const trusted = trustedIssuers.find(({ jwks }) => jwks.keys[0]?.d !== undefined)
  if (trusted === undefined || user === undefined) return {}
  const { issuer, jwks } = trusted
  const keys = jwks.keys.map((key) => ({ ...key }))
  return { assertion: { issuer, subject: user.sub ?? user.username, jwks: { keys } } }
}

function clientEntry(client: Client): ClientEntry {
  const allowed = client.scope?.split(' ')
  const { token_endpoint_auth_signing_alg: alg } = client
  const keys = privateClientKeys(client['jwks'])?.keys.map((key) => ({ ...key }))
  const denied = allowed && scopes.find((scope) => !allowed.includes(scope))
  return {
    client_id: client.client_id,
    ...(client.client_secret === undefined ? {} : { client_secret: client.client_secret }),
    ...(client.token_endpoint_auth_method === undefined
      ? {}
      : { token_endpoint_auth_method: client.token_endpoint_auth_method }),
    ...(client.redirect_uris === undefined ? {} : { redirect_uris: client.redirect_uris }),
    ...(client.grant_types === undefined ? {} : { grant_types: client.grant_types }),
    ...(client.redirect_uris === undefined ? {} : { response_types: responseTypesOf(client) }),
    ...(client.scope === undefined ? {} : { scope: client.scope }),
    ...(typeof alg === 'string' ? { token_endpoint_auth_signing_alg: alg } : {}),
    ...(keys === undefined ? {} : { jwks: { keys } }),
    ...(denied === undefined ? {} : { denied_scope: denied }),
    ...(client.resource === undefined ? {} : { other_resource: client.resource }),
  }
}

/** RFC 7591 section 2: a client that names none is registered for code. */
function responseTypesOf({ response_types: types, redirect_uris: uris = [] }: Client): string[] {
  return Array.isArray(types) ? types.map(String) : uris.length > 0 ? ['code'] : []
}
