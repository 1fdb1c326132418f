import { AsyncLocalStorage } from 'node:async_hooks'

/** What went wrong with the shared store during one request. */
export interface Outage {
  cause?: Error
}

const current = new AsyncLocalStorage<Outage>()

/** Serves a request and tells whether the shared store failed it, even where the provider made something else of that. */
export async function watchOutage(serve: () => Promise<void>): Promise<Outage> {
  const outage: Outage = {}
  try {
    await current.run(outage, serve)
  } catch (error) {
    if (outage.cause === undefined) throw error
  }
  return outage
}

/** Notes that the shared store failed the request being served, and gives the error to throw. */
export function storeAway(cause: unknown): Error {
  const reason = cause instanceof Error ? cause.message : String(cause)
  const error = new Error(`Expected an answer of the shared store, got: ${reason}. Start it again.`, { cause })
  const outage = current.getStore()
  if (outage) outage.cause ??= error
  return error
}
