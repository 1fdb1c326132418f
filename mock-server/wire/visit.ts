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

/** Something a request passes through. */
export interface Layer {
  /** Whether it has anything to do with a request; if not, the request does not even pass through. */
  concerns(visit: Visit): boolean
  /** Calls `next`, or answers itself. */
  serve(visit: Visit, next: Serve): Promise<void>
}
