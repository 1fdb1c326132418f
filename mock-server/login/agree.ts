import { readDetails } from '../features/authorization-details.ts'
import { addResourceScopes, namedServers } from '../features/resource-servers.ts'
import { rememberConsent } from '../provider/consent.ts'
import type { Provider } from '../provider/library.ts'
import type { Tenant } from '../tenant.ts'

type Details = Awaited<ReturnType<Provider['interactionDetails']>>

/** What a login is about, in words for the consent page: scopes, those of other resources, and types of authorization details. */
export function wanted(tenant: Tenant, issuer: string, details: Details): string[] {
  const { resource, authorization_details: text } = details.params
  const foreign = new Set(namedServers(tenant, issuer, resource).flatMap(({ scope }) => scope.split(' ')))
  const own = wantedScopes(tenant, details)
  const others = asked(details).filter((name) => foreign.has(name) && !own.includes(name))
  return [...own, ...others, ...(readDetails(text) ?? []).map(({ type }) => type)]
}

function wantedScopes(tenant: Tenant, details: Details): string[] {
  return [...new Set(asked(details))].filter((name) => tenant.settings.scopes.includes(name))
}

function asked({ params }: Details): string[] {
  const { scope } = params
  return typeof scope === 'string' ? scope.split(' ') : []
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
  const isGranted = (name: string): boolean => granted?.includes(name) ?? true
  const own = wantedScopes(tenant, details)
  const given = own.filter(isGranted)
  const withheld = own.filter((name) => !isGranted(name))
  const claims = wantedClaims(details)
  const grant = new provider.Grant({ accountId, clientId: client })
  if (given.length > 0) grant.addOIDCScope(given.join(' '))
  // Without this the consent page would come again for what was withheld.
  if (withheld.length > 0) grant.rejectOIDCScope(withheld.join(' '))
  if (claims.length > 0) grant.addOIDCClaims(claims)
  addResourceScopes(
    tenant,
    provider.issuer,
    grant,
    details.params['resource'],
    asked(details).filter(isGranted).join(' '),
  )
  if (details.session) await rememberConsent(tenant, details.session.uid, client, given.join(' '), claims)
  return grant.save()
}
