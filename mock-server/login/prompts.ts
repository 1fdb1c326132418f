import { errors, interactionPolicy, type KoaContextWithOIDC } from '../provider/library.ts'
import type { Tenant } from '../tenant.ts'

/**
 * When a person is asked something: the rules of OpenID Connect Core, section 3.1.2.1, choosing an account, and whenever
 * a login is scripted.
 */
export function promptsOf(tenant: Tenant): interactionPolicy.DefaultPolicy {
  const prompts = interactionPolicy.base()
  // Asking the user of a native client every time (RFC 8252, section 8.6) would contradict consent without a page.
  if (tenant.settings.consent === 'automatic') prompts.get('consent')?.checks.remove('native_client_prompt')
  prompts.get('login')?.checks.add(scripted(tenant))
  prompts.add(new interactionPolicy.Prompt({ name: 'select_account', requestable: true }), 0)
  return prompts
}

function scripted(tenant: Tenant): interactionPolicy.Check {
  return new interactionPolicy.Check('login_scripted', 'the next login is scripted', ({ oidc }) => awaits(tenant, oidc))
}

function awaits(tenant: Tenant, { client, prompts, result }: KoaContextWithOIDC['oidc']): boolean {
  if (!client || result) return false
  const script = tenant.logins.peek({ client: client.clientId })
  if (!script || !prompts.has('none')) return script !== undefined
  // Nobody may be asked anything: only an error can be told (OpenID Connect Core, section 3.1.2.6).
  if (!('error' in script)) return false
  tenant.logins.use(script)
  throw new errors.CustomOIDCProviderError(script.error, script.description)
}
