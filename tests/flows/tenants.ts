import type { ClientEntry, TargetEntry } from '../../harness/target/config/config.ts'
import { defaultClients } from '../../mock-server/defaults.ts'
import type { Client, TenantOptions } from '../../mock-server/index.ts'

/** A server that wants more than others, and what its target file says of it. */
export interface Trap {
  readonly tenant: TenantOptions
  readonly target?: Partial<TargetEntry>
  readonly client?: (entry: ClientEntry) => Partial<ClientEntry>
}

const withCode = (client: Client): boolean => client.grant_types?.includes('authorization_code') === true

/** Every client is bound to its key, as RFC 9449 section 5.2 registers it. */
function bound(clients: Client[]): Client[] {
  return clients.map((client) => ({ ...client, dpop_bound_access_tokens: true }))
}

export const traps = {
  plain: { tenant: {} },
  dpop: {
    tenant: { clients: bound(defaultClients()), features: { dpop: true } },
    target: { dpop_bound_access_tokens: true },
  },
  nonces: {
    tenant: { clients: bound(defaultClients()), features: { dpop: { nonce: 'required' } }, accessTokens: 'jwt' },
    target: { dpop_bound_access_tokens: true },
  },
  pushed: { tenant: { features: { par: 'required' } } },
  'pushed by one': {
    tenant: {
      clients: defaultClients().map((client) =>
        withCode(client) ? { ...client, require_pushed_authorization_requests: true } : client,
      ),
      features: { par: 'optional' },
    },
    client: (entry) =>
      entry.grant_types?.includes('authorization_code') === true
        ? { require_pushed_authorization_requests: true }
        : {},
  },
  everything: {
    tenant: {
      clients: bound(defaultClients()),
      features: { par: 'required', dpop: { nonce: 'required' } },
      pkce: 'required',
    },
    target: { dpop_bound_access_tokens: true },
  },
  json: {
    tenant: {
      bodies: ['json'],
      clients: defaultClients()
        .filter(({ token_endpoint_auth_method: method }) => /basic|post/.test(method ?? ''))
        .map((client) => ({ ...client, token_endpoint_auth_method: 'client_secret_post' })),
    },
    client: () => ({ token_endpoint_auth_method: 'client_secret_json' }),
  },
} satisfies Record<string, Trap>
