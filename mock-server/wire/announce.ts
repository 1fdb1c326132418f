import { issuerOf } from '../address/issuer.ts'
import type { KoaContextWithOIDC } from '../provider/library.ts'
import type { Tenant } from '../tenant.ts'
import { isRecord } from './answer.ts'
import { pointBack } from './back-channel.ts'

/** Writes into the metadata what the tenant serves beyond oidc-provider, and leaves out what it does not announce. */
export async function announce(tenant: Tenant, endpoint: string, ctx: KoaContextWithOIDC): Promise<void> {
  const { settings, keyring } = tenant
  if (endpoint !== 'discovery' || !isRecord(ctx.body)) return
  pointBack(ctx)
  if (settings.pkceMethods.includes('plain'))
    Object.assign(ctx.body, { code_challenge_methods_supported: settings.pkceMethods })
  const unknown = settings.pkce === 'unknown' ? ['code_challenge_methods_supported'] : []
  announceFeatures(tenant, ctx.body)
  for (const name of [...settings.unannounced, ...unknown]) Reflect.deleteProperty(ctx.body, name)
  // RFC 8414, section 2.1: the members as claims, with an issuer, and without itself.
  if (settings.signedMetadata)
    Object.assign(ctx.body, { signed_metadata: await keyring.sign({ ...ctx.body, iss: issuerOf(ctx) }, 'JWT') })
}

/** Corrects what oidc-provider says of the features that are on. */
function announceFeatures({ settings }: Tenant, metadata: Readonly<Record<string, unknown>>): void {
  const { resources, ciba } = settings.features
  const further = Object.values(resources ?? {}).flatMap(({ scope }) => scope.split(' '))
  const { scopes_supported: scopes } = metadata
  if (further.length > 0 && Array.isArray(scopes))
    Object.assign(metadata, { scopes_supported: [...new Set([...scopes, ...further])] })
  if (ciba) Object.assign(metadata, { backchannel_user_code_parameter_supported: false })
}
