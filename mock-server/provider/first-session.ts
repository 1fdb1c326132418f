import type { Tenant } from '../tenant.ts'
import type { Provider } from './library.ts'

/**
 * Has a session that begins with a refused request be kept like any other. oidc-provider throws there, and the page that
 * says what was wrong (RFC 8628, section 3.3: a user code typed wrong) becomes an answer of 500.
 */
export function keepFirstSessions(provider: Provider, tenant: Tenant): void {
  const session = provider.Session.prototype
  const sound = session.persist
  session.persist = async function persist() {
    return typeof this.exp === 'number' ? sound.call(this) : this.save(tenant.settings.lifetimes.session)
  }
}
