import type { Payload } from '../storage/store.ts'
import type { Tenant } from '../tenant.ts'
import { Provider } from './library.ts'

/** Whether a tenant that takes unknown clients knows this one only by its asking. */
export function isStranger({ settings, clients, store }: Tenant, clientId: string): boolean {
  return settings.unknownClients === 'accept' && !clients.find(clientId) && !store.peek('Client', clientId)
}

/** What stands for a client nobody has registered, as it authenticates in this request; undefined where such clients are refused. */
export function stranger(tenant: Tenant, clientId: string): Payload | undefined {
  if (!isStranger(tenant, clientId)) return undefined
  const method = authentication()
  return {
    client_id: clientId,
    token_endpoint_auth_method: method,
    ...(method === 'none' ? {} : { client_secret: 'whatever-an-unknown-client-may-send' }),
    grant_types: grantTypes(tenant),
    response_types: ['code'],
    // Two that lead nowhere, because a single one would be the default.
    redirect_uris: ['https://one.invalid/', 'https://two.invalid/'],
  }
}

function authentication(): 'client_secret_basic' | 'client_secret_post' | 'none' {
  const ctx = Provider.ctx
  if (/^basic /i.test(ctx?.headers.authorization ?? '')) return 'client_secret_basic'
  const body: Record<string, unknown> = ctx?.oidc.body ?? {}
  return body['client_secret'] === undefined ? 'none' : 'client_secret_post'
}

const usual = ['authorization_code', 'refresh_token', 'client_credentials']

/** What every tenant serves, and what it serves because another client is registered for it. */
function grantTypes({ settings }: Tenant): string[] {
  const others = settings.clients.flatMap(({ grant_types: types = [] }) => types)
  return [...new Set([...usual, ...others.filter((type) => type !== 'implicit')])]
}
