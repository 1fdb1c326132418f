import type { IncomingMessage } from 'node:http'
import { issuerOf } from './address/issuer.ts'
import { frontPage, type Front } from './pages/front.ts'
import { show } from './pages/show.ts'
import type { KoaContextWithOIDC } from './provider/library.ts'
import type { Tenant } from './tenant.ts'

/** Whether somebody asks for the bare address of a tenant, where no endpoint is. */
export function isFront(endpoint: string, { path, method }: KoaContextWithOIDC): boolean {
  return endpoint === 'other' && path === '/' && (method === 'GET' || method === 'HEAD')
}

/** Tells what answers at the bare address of a tenant: a page for browsers, JSON for everybody else. */
export function serveFront(tenant: Tenant, ctx: KoaContextWithOIDC): void {
  const issuer = issuerOf(ctx)
  const front: Front = {
    issuer,
    discovery: tenant.settings.discovery ? `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration` : undefined,
    users: tenant.users.list().map(({ username }) => username),
    control: isControlled(ctx.req) ? { inspector: '/_assay', api: '/_assay/api/openapi.json' } : undefined,
  }
  ctx.status = 200
  ctx.vary('Accept')
  if (ctx.accepts('json', 'html') === 'html') return show(ctx, frontPage(tenant, front))
  ctx.set('cache-control', 'no-store')
  ctx.body = { mock: 'oauth-assay', ...front }
}

const isControlled = (req: IncomingMessage): boolean => 'controlled' in req && req.controlled === true
