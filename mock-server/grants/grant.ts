import type { Provider } from '../provider/library.ts'
import type { Tenant } from '../tenant.ts'

/** A grant type that oidc-provider does not know. */
export interface Grant {
  /** As `grant_type` names it (RFC 6749, section 4.5). */
  readonly type: string
  /** Teaches a provider the grant; called only for tenants with a client registered for it. */
  register(provider: Provider, tenant: Tenant): void
}
