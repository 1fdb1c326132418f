import { misspeltMetadata } from '../misspelt-metadata.ts'
import type { Client } from '../options.ts'
import type { Provider } from './library.ts'

/** Has oidc-provider look at clients, which it does at their first request otherwise; rejects with what is wrong with one. */
export async function checkClients(provider: Provider, clients: readonly Client[]): Promise<void> {
  for (const client of clients) {
    const { client_id: id } = client
    const [slip] = misspeltMetadata(client)
    if (slip !== undefined) {
      throw new Error(`Expected ${slip.meant} of client "${id}", got ${slip.key}. Correct the name.`)
    }
    try {
      await provider.Client.find(id)
    } catch (cause) {
      throw new Error(`Expected metadata that can be registered, got client "${id}": ${reason(cause)}. Correct it.`, {
        cause,
      })
    }
  }
}

function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return 'error_description' in error ? String(error.error_description) : error.message
}
