import type { MockServer, Tenant } from '../../mock-server/index.ts'

/** A tenant that asks nobody, with a client of the password grant besides the usual ones. */
export function explainedTenant(mock: MockServer): Promise<Tenant> {
  return mock.createTenant('explained', {
    login: 'automatic',
    consent: 'automatic',
    clients: [
      ...mock.tenant.clients.list(),
      {
        client_id: 'legacy',
        client_secret: 'legacy-secret-0123456789-abcdefghijklmnop',
        token_endpoint_auth_method: 'client_secret_basic',
        grant_types: ['password'],
        redirect_uris: [],
      },
    ],
  })
}
