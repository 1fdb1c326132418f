import type { Client } from '../../mock-server/index.ts'

const callback = 'https://portal.example/callback'

/** A client of the password grant and one of the implicit grant. */
export const legacy: readonly Client[] = [
  {
    client_id: 'legacy',
    client_secret: 'legacy-secret-0123456789-abcdefghijklmno',
    token_endpoint_auth_method: 'client_secret_basic',
    grant_types: ['password'],
    redirect_uris: [],
  },
  {
    client_id: 'portal',
    token_endpoint_auth_method: 'none',
    grant_types: ['implicit'],
    response_types: ['token'],
    redirect_uris: [callback],
  },
]
