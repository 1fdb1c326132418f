import { explainRefusal } from '../explain/explain.ts'
import { Facts } from '../explain/facts.ts'
import type { KoaContextWithOIDC } from '../provider/library.ts'
import type { Tenant } from '../tenant.ts'
import { endpointOf } from '../wire/endpoints.ts'
import { refusalOf } from '../wire/refusal.ts'
import { errorPage } from './error.ts'
import { show } from './show.ts'

interface Told {
  readonly error: string
  readonly error_description?: string | undefined
}

/** Shows the page about a refused request; the status stays as it was set. */
export function showRefusal(tenant: Tenant, ctx: KoaContextWithOIDC, told: Told, error: Error): void {
  const endpoint = endpointOf(tenant.settings, ctx.path)
  const explanation = explainRefusal(tenant, endpoint, ctx, refusalOf(error))
  const { parameters } = new Facts(tenant, endpoint, ctx)
  show(ctx, errorPage(tenant, { error: told.error, description: told.error_description, explanation, parameters }))
}
