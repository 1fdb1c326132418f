import type { ClientCall } from '../provider/client-rules.ts'

/** The registered redirect_uris of the client a request names; none when the tenant does not know it. */
export function registered({ tenant, clientId }: Pick<ClientCall, 'tenant' | 'clientId'>): readonly string[] {
  return tenant.clients.find(clientId)?.redirect_uris ?? []
}
