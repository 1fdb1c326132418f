import type { Client } from '../options.ts'
import type { Tenant } from '../tenant.ts'
import { examplesOf, fits, isPattern, patternsOf, type RedirectKind } from './redirect-patterns.ts'
import { isStranger } from './unknown-clients.ts'

/** Whether a tenant that is not exact about redirect URIs takes one its client has not registered word for word. */
export function takesRedirect(
  tenant: Tenant,
  clientId: string,
  uri: string,
  kind: RedirectKind = 'redirect_uris',
): boolean {
  const { redirectUris } = tenant.settings
  if (redirectUris === 'any' || isStranger(tenant, clientId)) return leadsToAnApplication(uri)
  return redirectUris === 'wildcard' && patternsOf(tenant.clients.find(clientId), kind).some((one) => fits(uri, one))
}

/** The client as oidc-provider may see it: with examples in place of patterns, which are no URIs. */
export function withoutPatterns(client: Client): Client {
  const kinds: RedirectKind[] = ['redirect_uris', 'post_logout_redirect_uris']
  const exact = kinds
    .filter((kind) => patternsOf(client, kind).length > 0)
    .map((kind) => [kind, exampled(client[kind])])
  return exact.length === 0 ? client : { ...client, ...Object.fromEntries(exact) }
}

function exampled(uris: unknown): string[] {
  const all = Array.isArray(uris) ? uris.map(String) : []
  return all.flatMap((uri) => (isPattern(uri) ? examplesOf(uri) : [uri]))
}

/** A web address, or a scheme of an application's own (RFC 8252, section 7.1): nothing a browser would run. */
function leadsToAnApplication(uri: string): boolean {
  if (!URL.canParse(uri) || uri.includes('#')) return false
  const { protocol } = new URL(uri)
  return /^https?:$/.test(protocol) || protocol.includes('.')
}
