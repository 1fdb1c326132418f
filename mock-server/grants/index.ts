import type { Provider } from '../provider/library.ts'
import type { Tenant } from '../tenant.ts'
import type { Grant } from './grant.ts'
import { implicit } from './implicit.ts'
import { jwtBearer } from './jwt-bearer.ts'
import { password } from './password.ts'
import { tokenExchange } from './token-exchange.ts'

const grants: readonly Grant[] = [implicit, password, jwtBearer, tokenExchange]

/** Adds the grants oidc-provider lacks, each only where a client is registered for it: what nobody may use is not announced. */
export function addGrants(provider: Provider, tenant: Tenant): void {
  const wanted = new Set(tenant.settings.clients.flatMap(({ grant_types: types = [] }) => types))
  for (const grant of grants) if (wanted.has(grant.type)) grant.register(provider, tenant)
}
