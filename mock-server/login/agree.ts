import { rememberConsent } from '../provider/consent.ts'
import type { Provider } from '../provider/library.ts'
import type { Tenant } from '../tenant.ts'

type Details = Awaited<ReturnType<Provider['interactionDetails']>>

/** The scopes a login is about, in words for the consent page. */
export function wanted(tenant: Tenant, { params }: Details): string[] {
  const scope = params['scope']
  const asked = typeof scope === 'string' ? scope.split(' ') : []
  return asked.filter((name) => tenant.settings.scopes.includes(name))
}

/** Writes down that the user agreed and returns the id of the new grant. */
export async function grantConsent(tenant: Tenant, provider: Provider, details: Details): Promise<string> {
  const client = String(details.params['client_id'])
  const accountId = details.session?.accountId
  const scope = wanted(tenant, details).join(' ')
  const missing = details.prompt.details['missingOIDCClaims']
  const claims = Array.isArray(missing) ? missing.map(String) : []
  const grant = new provider.Grant({ accountId, clientId: client })
  if (scope) grant.addOIDCScope(scope)
  if (claims.length > 0) grant.addOIDCClaims(claims)
  if (details.session) await rememberConsent(tenant, details.session.uid, client, scope, claims)
  return grant.save()
}
