import { errors, Provider, type KoaContextWithOIDC } from '../provider/library.ts'
import type { Tenant } from '../tenant.ts'
import type { Grant } from './grant.ts'
import { stand, takesBoth, takesToken } from './implicit-clients.ts'

// oidc-provider knows how to answer response_type=token and refuses to be configured for it. So the request passes the
// one gate that looks at the configuration under the name of a type it may be configured for, and is itself again behind it.
/** The implicit grant of OAuth 2.0: response_type=token (RFC 6749, section 4.2). */
export const implicit: Grant = {
  type: 'implicit',
  register(provider, tenant) {
    const { prototype } = provider.Client
    const disguised = new WeakSet<KoaContextWithOIDC>()
    const { responseModeAllowed, responseTypeAllowed } = prototype

    prototype.responseModeAllowed = function allowMode(...asked) {
      const { ctx } = Provider
      if (ctx?.oidc.params?.['response_type'] === 'token' && tenant.settings.clients.some(takesToken)) {
        ctx.oidc.params['response_type'] = stand
        disguised.add(ctx)
      }
      return responseModeAllowed.apply(this, asked)
    }

    prototype.responseTypeAllowed = function allowType(type) {
      const { ctx } = Provider
      const plain = type === stand && ctx !== undefined && disguised.delete(ctx)
      if (plain && ctx.oidc.params) ctx.oidc.params['response_type'] = 'token'
      const { clients } = tenant.settings
      if (!plain && type === stand && !clients.some(takesBoth)) throw new errors.UnsupportedResponseType()
      const registered = clients.some((client) => client.client_id === this.clientId && takesToken(client))
      // RFC 6749, section 4.2.2.1 names unauthorized_client; oidc-provider says invalid_request.
      if (plain ? registered : responseTypeAllowed.call(this, type)) return true
      throw new errors.UnauthorizedClient('requested response_type is not allowed for this client')
    }
  },
}

/** Puts `token` into a metadata document in the place of what stands for it. */
export function announceToken(tenant: Tenant, ctx: KoaContextWithOIDC): void {
  const { clients } = tenant.settings
  const { response_types_supported: listed }: Record<string, unknown> = Object(ctx.body)
  if (!Array.isArray(listed) || !clients.some(takesToken)) return
  const others = listed.filter((type) => type !== stand || clients.some(takesBoth))
  Object.assign(Object(ctx.body), { response_types_supported: [...others, 'token'] })
}
