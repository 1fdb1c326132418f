import type { KoaContextWithOIDC, Provider } from '../provider/library.ts'
import type { Tenant } from '../tenant.ts'
import { isRecord } from '../wire/answer.ts'

// RFC 6749, section 4.4.3 advises against it. The client is the account behind such a token, so that its refresh, its
// rotation and its end are those of any other.
/** Puts a refresh token into the answer to client credentials, where the tenant gives one and the client may use it. */
export async function giveClientRefresh(tenant: Tenant, provider: Provider, ctx: KoaContextWithOIDC): Promise<void> {
  const body: unknown = ctx.body
  const oidc: KoaContextWithOIDC['oidc'] | undefined = ctx.oidc
  const client = oidc?.client
  const token = oidc?.entities.ClientCredentials
  if (!tenant.settings.clientCredentialsRefresh || !client || !token || !isRecord(body) || ctx.status !== 200) return
  if (!client.grantTypeAllowed('refresh_token')) return
  const scope = token.scope ?? ''
  const grant = new provider.Grant({ accountId: client.clientId, clientId: client.clientId })
  if (scope) grant.addOIDCScope(scope)
  const grantId = await grant.save()
  // The answer is made already, so oidc-provider no longer knows whose request this is: the lifetime is told.
  const refresh = new provider.RefreshToken({
    accountId: client.clientId,
    client,
    grantId,
    gty: 'client_credentials',
    scope,
    rotations: 0,
    expiresIn: tenant.settings.lifetimes.refresh_token,
  })
  body['refresh_token'] = await refresh.save()
}
