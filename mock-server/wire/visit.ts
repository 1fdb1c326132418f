import type { KoaContextWithOIDC, Provider } from '../provider/library.ts'
import type { Tenant } from '../tenant.ts'

/** One request on its way through the mock. */
export interface Visit {
  readonly tenant: Tenant
  readonly provider: Provider
  readonly ctx: KoaContextWithOIDC
  /** The endpoint it came for, such as `token`; a defect may lead it elsewhere. */
  readonly endpoint: string
  /** As it was sent. */
  readonly method: string
}

/** Does what comes next for a request. */
export type Serve = () => Promise<void>

/** Something a request passes through; calls `next`, or answers itself. */
export type Layer = (visit: Visit, next: Serve) => Promise<void>
