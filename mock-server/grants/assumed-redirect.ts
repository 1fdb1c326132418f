import type { KoaContextWithOIDC } from '../provider/library.ts'
import type { Tenant } from '../tenant.ts'
import { readRequest, replay } from '../wire/request.ts'

/** Takes a redemption that names no redirect_uri for one that names the right one, where the tenant does not insist on it (RFC 6749, section 4.1.3 does). */
export async function assumeRedirect(tenant: Tenant, endpoint: string, ctx: KoaContextWithOIDC): Promise<void> {
  if (tenant.settings.redirectUriAtToken === 'required') return
  const request = await readRequest(tenant, endpoint, ctx)
  const code = request.form.get('code')
  if (request.grantType === 'authorization_code' && code !== null && !request.form.get('redirect_uri')) {
    const found = await tenant.records.find('AuthorizationCode', code)
    if (found?.redirectUri) request.form.set('redirect_uri', found.redirectUri)
  }
  replay(request, ctx)
}
