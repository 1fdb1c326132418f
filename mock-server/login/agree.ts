import { rememberConsent } from '../provider/consent.ts'
import type { Provider } from '../provider/library.ts'
import type { Tenant } from '../tenant.ts'

type Details = Awaited<ReturnType<Provider['interactionDetails']>>

/** The scopes a login is about, in the order they were asked for. */
export function wanted(tenant: Tenant, { params }: Details): string[] {
  const scope = params['scope']
  const asked = typeof scope === 'string' ? scope.split(' ') : []
  return [...new Set(asked)].filter((name) => tenant.settings.scopes.includes(name))
}

/** The claims a client asks for by name (OpenID Connect Core, section 5.5) and does not have yet. */
export function wantedClaims({ prompt }: Details): string[] {
  const missing = prompt.details['missingOIDCClaims']
  return Array.isArray(missing) ? missing.map(String) : []
}

/** Writes down what the user agreed to, all unless `granted` says less, and returns the id of the new grant. */
export async function grantConsent(
  tenant: Tenant,
  provider: Provider,
  details: Details,
  granted?: readonly string[],
): Promise<string> {
  const client = String(details.params['client_id'])
  const accountId = details.session?.accountId
  const asked = wanted(tenant, details)
  const given = asked.filter((name) => granted?.includes(name) ?? true)
  const withheld = asked.filter((name) => !given.includes(name))
  const claims = wantedClaims(details)
  const grant = new provider.Grant({ accountId, clientId: client })
  if (given.length > 0) grant.addOIDCScope(given.join(' '))
  // Without this the consent page would come again for what was withheld.
  if (withheld.length > 0) grant.rejectOIDCScope(withheld.join(' '))
  if (claims.length > 0) grant.addOIDCClaims(claims)
  if (details.session) rememberConsent(tenant, details.session.uid, client, given.join(' '), claims)
  return grant.save()
}
