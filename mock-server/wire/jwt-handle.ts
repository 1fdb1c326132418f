import type { KoaContextWithOIDC } from '../provider/library.ts'
import { rememberedJwt } from '../storage/issued-jwts.ts'
import type { Tenant } from '../tenant.ts'
import { readRequest, replay } from './request.ts'

// oidc-provider refuses to introspect or revoke anything that looks like a JWT; ours are kept on record, so the
// JWT is exchanged for a handle of that record before oidc-provider sees it.
/** Replaces a JWT sent for introspection or revocation: a valid access token by its handle, any other by an unknown value. */
export async function exchangeHandle(tenant: Tenant, endpoint: string, ctx: KoaContextWithOIDC): Promise<void> {
  const request = await readRequest(tenant, endpoint, ctx)
  const tokens = request.form.getAll('token')
  const [token] = tokens
  if (tokens.length === 1 && token !== undefined && token.split('.').length > 2) {
    const id = rememberedJwt(tenant.store, token) ?? (await tenant.keyring.identify(token))
    // A forged JWT becomes a value nobody knows: inactive for introspection, nothing to do for revocation.
    request.form.set('token', id === undefined ? 'unknown' : tenant.keyring.handle(id))
  }
  replay(request, ctx)
}
