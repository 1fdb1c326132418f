import type { KoaContextWithOIDC } from '../provider/library.ts'
import type { Tenant } from '../tenant.ts'
import type { WireRequest } from '../wire/request.ts'
import { exchange } from '../wire/exchange.ts'
import type { Payload, Store } from './store.ts'

/** One operation on the store, with what is known about the request that caused it. */
export class StoreCall {
  readonly tenant: Tenant
  /** The kind of record: AuthorizationCode, AccessToken, RefreshToken, ClientCredentials, Grant, Session … */
  readonly model: string
  readonly id: string
  /** The record being written; only for `save`. */
  readonly payload: Payload | undefined

  constructor(tenant: Tenant, model: string, id: string, payload?: Payload) {
    this.tenant = tenant
    this.model = model
    this.id = id
    this.payload = payload
  }

  get store(): Store {
    return this.tenant.store
  }

  /** The request as defects with `before` or `after` see it; undefined while no such defect is on. */
  get request(): WireRequest | undefined {
    return exchange()?.request
  }

  /** The context of oidc-provider; `ctx.oidc` is absent on the mock's own pages and its protected resource. */
  get ctx(): KoaContextWithOIDC | undefined {
    return exchange()?.ctx
  }

  /** The endpoint being served, such as `token` or `resource`. */
  get endpoint(): string | undefined {
    return exchange()?.endpoint
  }

  /** The parameters oidc-provider works with, live: a change is seen by the steps that follow. */
  get params(): Record<string, unknown> {
    return this.#oidc?.params ?? {}
  }

  /** The body of a request to oidc-provider, parsed, with every parameter that was sent; empty on the mock's own pages. */
  get body(): Record<string, unknown> {
    return this.#oidc?.body ?? {}
  }

  /** The authenticated or named client of the request. */
  get clientId(): string | undefined {
    return this.#oidc?.client?.clientId
  }

  get grantType(): string | undefined {
    const value = this.params['grant_type']
    return typeof value === 'string' ? value : undefined
  }

  get #oidc(): KoaContextWithOIDC['oidc'] | undefined {
    return this.ctx?.oidc
  }
}
