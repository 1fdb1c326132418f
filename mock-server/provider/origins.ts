import type { Client } from '../options.ts'
import type { Tenant } from '../tenant.ts'
import { originFits, patternsOf } from './redirect-patterns.ts'
import { isStranger } from './unknown-clients.ts'

/** Whether pages of an origin may read what is answered to a client that is registered for these redirect URIs. */
export function sharesWith(tenant: Tenant, origin: string, clientId: string, uris: readonly string[]): boolean {
  const { cors, redirectUris } = tenant.settings
  if (cors === 'any') return true
  if (Array.isArray(cors)) return cors.includes(origin)
  if (redirectUris === 'any' || isStranger(tenant, clientId)) return /^https?:/.test(origin)
  if (uris.some((uri) => URL.canParse(uri) && new URL(uri).origin === origin)) return true
  const patterns = redirectUris === 'wildcard' ? patternsOf(tenant.clients.find(clientId)) : []
  return patterns.some((pattern) => originFits(origin, pattern))
}

/** Whether pages of an origin belong to some client of the tenant. */
export function sharesWithSome(tenant: Tenant, origin: string): boolean {
  // A client without a name is one that nobody registered.
  if (sharesWith(tenant, origin, '', [])) return true
  return clientsOf(tenant).some(({ client_id: id, redirect_uris: uris = [] }) => sharesWith(tenant, origin, id, uris))
}

/** Those it was set up with and those that registered themselves. */
function clientsOf({ clients, store }: Tenant): Pick<Client, 'client_id' | 'redirect_uris'>[] {
  const registered = Array.from(store.entries('Client'), ([id, { redirect_uris: uris }]) => ({
    client_id: id,
    redirect_uris: Array.isArray(uris) ? uris.map(String) : [],
  }))
  return [...clients.list(), ...registered]
}
