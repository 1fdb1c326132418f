import type { KoaContextWithOIDC } from '../provider/library.ts'
import type { Tenant } from '../tenant.ts'
import { readRequest, replay } from './request.ts'

const endpoints = new Set(['authorization', 'pushed_authorization_request', 'token'])
const parameters = ['code_challenge', 'code_challenge_method', 'code_verifier']

/** Drops what a server older than PKCE does not know (RFC 6749, section 3.1: unknown parameters are ignored). */
export async function forgetPkce(tenant: Tenant, endpoint: string, ctx: KoaContextWithOIDC): Promise<void> {
  if (tenant.settings.pkce !== 'unknown' || !endpoints.has(endpoint)) return
  const request = await readRequest(tenant, endpoint, ctx)
  for (const name of parameters) {
    request.query.delete(name)
    request.form.delete(name)
  }
  replay(request, ctx)
}

/** Leaves out of the metadata what the tenant does not announce. */
export function leaveUnsaid({ settings }: Tenant, endpoint: string, ctx: KoaContextWithOIDC): void {
  if (endpoint !== 'discovery' || typeof ctx.body !== 'object' || ctx.body === null) return
  const unknown = settings.pkce === 'unknown' ? ['code_challenge_methods_supported'] : []
  for (const name of [...settings.unannounced, ...unknown]) Reflect.deleteProperty(ctx.body, name)
}
