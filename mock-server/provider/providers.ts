import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Tenant } from '../tenant.ts'
import { buildProvider } from './build.ts'
import type { Provider } from './library.ts'

/** Answers a request. */
export type Handler = (req: IncomingMessage, res: ServerResponse) => unknown

interface Built {
  readonly provider: Provider
  readonly handler: Handler
}

// Whoever writes Host headers must not fill the memory.
const mostIssuers = 16

/** The instances of oidc-provider of a tenant: one for each issuer it is spoken to as; they share everything else. */
export class Providers {
  readonly #tenant: Tenant
  readonly #built = new Map<string, Built>()

  constructor(tenant: Tenant) {
    this.#tenant = tenant
  }

  /** The one of an issuer, built when it is first asked for; throws what is wrong with the tenant's options. */
  of(issuer: string): Built {
    const known = this.#built.get(issuer)
    if (known) return known
    const provider = buildProvider(this.#tenant, issuer)
    const built = { provider, handler: provider.callback() }
    const [oldest] = this.#built.keys()
    if (oldest !== undefined && this.#built.size >= mostIssuers) this.#built.delete(oldest)
    this.#built.set(issuer, built)
    return built
  }

  /** Has all of them built anew. */
  forget(): void {
    this.#built.clear()
  }
}
