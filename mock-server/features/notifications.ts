import type { EventEmitter } from 'node:events'
import type { KoaContextWithOIDC, Provider } from '../provider/library.ts'
import type { Tenant } from '../tenant.ts'

interface Told {
  readonly clientId: string
}

/** Writes into the journal which client was told of a logout, and which one did not listen. */
export function noteNotifications(provider: Provider, { journal }: Tenant): void {
  const emitter: EventEmitter = provider
  const entry = (client: Told) => ({
    time: Date.now(),
    endpoint: 'backchannel_logout',
    method: 'POST',
    client: client.clientId,
  })
  emitter.on('backchannel.success', (_ctx: KoaContextWithOIDC, client: Told) => {
    journal.add({ ...entry(client), status: 200 })
  })
  emitter.on('backchannel.error', (_ctx: KoaContextWithOIDC, error: Error, client: Told) => {
    const status = 'response' in error && error.response instanceof Response ? error.response.status : 0
    journal.add({ ...entry(client), status, error: 'server_error', detail: error.message })
  })
}
