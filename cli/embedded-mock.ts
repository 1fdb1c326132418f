import type { EmbeddedTarget } from '../harness/engine/events.ts'
import type { ClientEntry, TargetConfig, TargetEntry } from '../harness/target/config/config.ts'
import { completeTarget } from '../harness/target/config/defaults.ts'
import type { Client, Lifetimes, Tenant } from '../mock-server/index.ts'
import { oneOf } from './flags.ts'
import type { Mock } from './parts.ts'

/** Short, so that checks of expiry take seconds, and long enough for the steps before. Whole seconds. */
export const briefLifetimes = {
  code: 2,
  access_token: 2,
  client_credentials: 2,
  refresh_token: 2,
} satisfies Partial<Lifetimes>

const scopes = ['read', 'write']

/** Starts a mock on a free port of the loopback interface, with what a run must know of it. Throws UsageError for an unknown defect. */
export async function embedMock(mock: Mock, defects: readonly string[]): Promise<EmbeddedTarget> {
  for (const id of defects) oneOf('defect', id, [...mock.allDefects().keys()])
  const server = await mock.createMockServer({ tenant: { lifetimes: briefLifetimes, defects: [...defects] } })
  return { config: describeTenant(server.tenant, 'mock'), close: () => server.close() }
}

/** What the target file of a tenant of the mock would say, and more when told; the rest is learned from its metadata. */
export function describeTenant(
  { issuer, clients, users, lifetimes }: Tenant,
  name: string,
  more: Partial<TargetEntry> = {},
): TargetConfig {
  const { code, access_token, refresh_token } = lifetimes
  return completeTarget({
    name,
    issuer,
    clients: Object.fromEntries(clients.list().map((client) => [client.client_id, clientEntry(client)])),
    users: Object.fromEntries(users.list().map(({ username, password }) => [username, { username, password }])),
    login: { how: 'form' },
    resource: { url: `${issuer}/resource`, scope: 'read', scope_other: 'write' },
    scopes,
    lifetimes: { code, access_token, refresh_token, refresh_overlap: 0, tolerance: 1 },
    ...more,
  })
}

function clientEntry(client: Client): ClientEntry {
  const allowed = client.scope?.split(' ')
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
    ...(denied === undefined ? {} : { denied_scope: denied }),
  }
}

/** RFC 7591 section 2: a client that names none is registered for code. */
function responseTypesOf({ response_types: types, redirect_uris: uris = [] }: Client): string[] {
  return Array.isArray(types) ? types.map(String) : uris.length > 0 ? ['code'] : []
}
