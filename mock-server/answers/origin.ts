import type { KoaContextWithOIDC } from '../provider/library.ts'
import { sharesWithSome } from '../provider/origins.ts'
import type { Tenant } from '../tenant.ts'

const anybody = new Set(['discovery', 'jwks'])
const clients = new Set(['token', 'userinfo', 'revocation', 'introspection', 'device_authorization', 'resource'])

/** Lets a browser application read the answer, as oidc-provider lets it read its own: a script without this would only show a network error. */
export function openTo(tenant: Tenant, endpoint: string, ctx: KoaContextWithOIDC): void {
  const origin = ctx.get('origin')
  if (origin === '') return
  if (!anybody.has(endpoint) && !(clients.has(endpoint) && sharesWithSome(tenant, origin))) return
  ctx.vary('origin')
  ctx.set('access-control-allow-origin', origin)
  ctx.set('access-control-expose-headers', 'WWW-Authenticate, Retry-After')
}
