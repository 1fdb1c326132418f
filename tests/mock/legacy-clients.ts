import { defaultClients } from '../../mock-server/defaults.ts'
import type { Client } from '../../mock-server/index.ts'

export const portalCallback = 'https://portal.example/callback'

/** Clients of the grants that OAuth 2.1 drops: one for password, a public one for password, one for implicit. */
export function legacyClients(): Client[] {
  return [
    ...defaultClients(),
    {
      client_id: 'legacy',
      client_secret: 'legacy-secret-0123456789-abcdefghijklmno',
      token_endpoint_auth_method: 'client_secret_basic',
      grant_types: ['password', 'refresh_token'],
      redirect_uris: [],
      scope: 'read openid',
    },
    { client_id: 'kiosk', token_endpoint_auth_method: 'none', grant_types: ['password'], redirect_uris: [] },
    {
      client_id: 'portal',
      token_endpoint_auth_method: 'none',
      grant_types: ['implicit'],
      response_types: ['token'],
      redirect_uris: [portalCallback],
    },
  ]
}
