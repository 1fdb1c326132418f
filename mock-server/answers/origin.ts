import type { KoaContextWithOIDC } from '../provider/library.ts'
import type { Tenant } from '../tenant.ts'

const anybody = new Set(['discovery', 'jwks'])
const clients = new Set(['token', 'userinfo', 'revocation', 'introspection', 'device_authorization'])

/** Lets a browser application read the answer, as oidc-provider lets it read its own: a script without this would only show a network error. */
export function openTo({ clients: registered }: Tenant, endpoint: string, ctx: KoaContextWithOIDC): void {
  const origin = ctx.get('origin')
  if (origin === '') return
  const home = (uri: string) => URL.canParse(uri) && new URL(uri).origin === origin
  const known = () => registered.list().some(({ redirect_uris: uris = [] }) => uris.some(home))
  if (!anybody.has(endpoint) && !(clients.has(endpoint) && known())) return
  ctx.vary('origin')
  ctx.set('access-control-allow-origin', origin)
  ctx.set('access-control-expose-headers', 'WWW-Authenticate, Retry-After')
}
