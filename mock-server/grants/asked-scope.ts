import { errors, type KoaContextWithOIDC } from '../provider/library.ts'
import { defaultScope } from '../provider/token-rules.ts'
import type { Tenant } from '../tenant.ts'

/** The scope a request asks for, undefined when it asks for none; throws invalid_scope for what the client may not have. */
export function askedScope(tenant: Tenant, { oidc }: KoaContextWithOIDC): string | undefined {
  // oidc-provider drops unknown scopes from the parameters without a word; the body still has them.
  const asked = oidc.body?.['scope']
  if (typeof asked !== 'string' || asked === '') return undefined
  const allowed = oidc.client?.scope?.split(' ')
  const denied = asked
    .split(' ')
    .filter((scope) => !tenant.settings.scopes.includes(scope) || allowed?.includes(scope) === false)
  if (denied.length > 0) throw new errors.InvalidScope('the client may not have this scope', denied.join(' '))
  return asked
}

/** The scope of the tenant's default that the client may have, as one text. */
export function usualScope(tenant: Tenant, { oidc }: KoaContextWithOIDC): string {
  return defaultScope(tenant, oidc.client?.scope) ?? ''
}
