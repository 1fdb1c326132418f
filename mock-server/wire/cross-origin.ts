import { sharesWithSome } from '../provider/origins.ts'
import type { KoaContextWithOIDC } from '../provider/library.ts'
import { endpointOf } from './endpoints.ts'
import type { Layer } from './visit.ts'

/** Lets pages of the clients' origins ask the protected resource, and answers browsers that ask before they enter a private network. */
export const origins: Layer = {
  concerns: ({ ctx }) => ctx.get('origin') !== '',
  async serve({ tenant, ctx }, next) {
    const origin = ctx.get('origin')
    const endpoint = endpointOf(tenant.settings, ctx.path)
    if (endpoint === 'authorization' || !sharesWithSome(tenant, origin)) return next()
    if (isPreflight(ctx) && ctx.get('access-control-request-private-network') === 'true') {
      ctx.set('access-control-allow-private-network', 'true')
    }
    if (endpoint !== 'resource' && endpoint !== 'api') return next()
    ctx.set('access-control-allow-origin', origin)
    ctx.vary('Origin')
    if (isPreflight(ctx)) return answerPreflight(ctx, endpoint === 'api' ? 'GET,POST,PUT,PATCH,DELETE' : 'GET,POST')
    ctx.set('access-control-expose-headers', 'WWW-Authenticate, DPoP-Nonce')
    return next()
  },
}

function isPreflight(ctx: KoaContextWithOIDC): boolean {
  return ctx.method === 'OPTIONS' && ctx.get('access-control-request-method') !== ''
}

function answerPreflight(ctx: KoaContextWithOIDC, methods: string): void {
  ctx.set('access-control-allow-methods', methods)
  ctx.set('access-control-allow-headers', ctx.get('access-control-request-headers') || 'Authorization')
  ctx.set('access-control-max-age', '3600')
  ctx.status = 204
}
