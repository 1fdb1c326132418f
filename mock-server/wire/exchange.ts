import { AsyncLocalStorage } from 'node:async_hooks'
import type { KoaContextWithOIDC } from '../provider/library.ts'
import type { WireRequest } from './request.ts'

/** What is known about the request being served, wherever in the provider the code runs. */
export interface Exchange {
  readonly ctx: KoaContextWithOIDC
  readonly endpoint: string
  readonly request: WireRequest | undefined
}

const current = new AsyncLocalStorage<Exchange>()

/** The request being served; undefined when no defect is on, because then nobody asks. */
export function exchange(): Exchange | undefined {
  return current.getStore()
}

/** Serves a request so that {@link exchange} knows it. */
export function within<Result>(value: Exchange, serve: () => Promise<Result>): Promise<Result> {
  return current.run(value, serve)
}
