import { readDetails } from '../features/authorization-details.ts'
import { addResourceScopes, namedServers } from '../features/resource-servers.ts'
import { rememberConsent } from '../provider/consent.ts'
import type { Provider } from '../provider/library.ts'
import type { Tenant } from '../tenant.ts'

type Details = Awaited<ReturnType<Provider['interactionDetails']>>

/** What a login is about, in words for the consent page: scopes, those of other resources, and types of authorization details. */
export function wanted(tenant: Tenant, details: Details): string[] {
  const { resource, authorization_details: text } = details.params
  const foreign = new Set(namedServers(tenant, resource).flatMap(({ scope }) => scope.split(' ')))
  const own = wantedScopes(tenant, details)
  const others = asked(details).filter((name) => foreign.has(name) && !own.includes(name))
  return [...own, ...others, ...(readDetails(text) ?? []).map(({ type }) => type)]
}

function wantedScopes(tenant: Tenant, details: Details): string[] {
  return asked(details).filter((name) => tenant.settings.scopes.includes(name))
}

function asked({ params }: Details): string[] {
  const { scope } = params
  return typeof scope === 'string' ? scope.split(' ') : []
}

/** Writes down that the user agreed and returns the id of the new grant. */
export async function grantConsent(tenant: Tenant, provider: Provider, details: Details): Promise<string> {
  const client = String(details.params['client_id'])
  const accountId = details.session?.accountId
  const scope = wantedScopes(tenant, details).join(' ')
  const missing = details.prompt.details['missingOIDCClaims']
  const claims = Array.isArray(missing) ? missing.map(String) : []
  const grant = new provider.Grant({ accountId, clientId: client })
  if (scope) grant.addOIDCScope(scope)
  if (claims.length > 0) grant.addOIDCClaims(claims)
  addResourceScopes(tenant, grant, details.params['resource'], asked(details).join(' '))
  if (details.session) rememberConsent(tenant, details.session.uid, client, scope, claims)
  return grant.save()
}
