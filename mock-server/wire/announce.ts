import { issuerOf } from '../address/issuer.ts'
import type { KoaContextWithOIDC } from '../provider/library.ts'
import type { Tenant } from '../tenant.ts'
import { pointBack } from './back-channel.ts'

/** Writes into the metadata what the tenant serves beyond oidc-provider, and leaves out what it does not announce. */
export async function announce(tenant: Tenant, endpoint: string, ctx: KoaContextWithOIDC): Promise<void> {
  const { settings, keyring } = tenant
  if (endpoint !== 'discovery' || typeof ctx.body !== 'object' || ctx.body === null) return
  pointBack(ctx)
  if (settings.pkceMethods.includes('plain'))
    Object.assign(ctx.body, { code_challenge_methods_supported: settings.pkceMethods })
  const unknown = settings.pkce === 'unknown' ? ['code_challenge_methods_supported'] : []
  for (const name of [...settings.unannounced, ...unknown]) Reflect.deleteProperty(ctx.body, name)
  // RFC 8414, section 2.1: the members as claims, with an issuer, and without itself.
  if (settings.signedMetadata)
    Object.assign(ctx.body, { signed_metadata: await keyring.sign({ ...ctx.body, iss: issuerOf(ctx) }, 'JWT') })
}
