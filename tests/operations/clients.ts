import type { Client } from '../../harness/target/target.ts'

/** A client of the tests: confidential, HTTP Basic, authorization_code and refresh_token. */
export function clientWith(change: Partial<Client> = {}): Client {
  return {
    name: 'web',
    client_id: 'web',
    client_secret: 'a-secret',
    token_endpoint_auth_method: 'client_secret_basic',
    redirect_uris: ['https://app.example/callback'],
    grant_types: undefined,
    scope: undefined,
    denied_scope: undefined,
    ...change,
  }
}
