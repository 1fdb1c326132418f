import type { Tenant } from '../tenant.ts'
import type { KoaContextWithOIDC } from './library.ts'

const kind = 'RememberedConsent'

/** Keeps what a user agreed to, for one client and one login session. */
export async function rememberConsent(
  tenant: Tenant,
  session: string,
  client: string,
  scope: string,
  claims: string[],
): Promise<void> {
  const payload = { scope, granted: claims }
  await tenant.records.save(kind, `${session} ${client}`, payload, tenant.settings.lifetimes.session)
}

// Every authorization gets a grant of its own: a code that is used twice then revokes its own tokens,
// and not those of the same user's other logins at the same client.
/** The grant an authorization starts from: agreed to just now, remembered from this session, or given without asking. */
export async function startGrant(tenant: Tenant, ctx: KoaContextWithOIDC) {
  const { client, provider, result, session, account } = ctx.oidc
  const given = result?.consent?.grantId
  if (given) return provider.Grant.find(given)
  if (!client || !account) return undefined
  const known =
    tenant.settings.consent === 'automatic' ? asked(ctx) : await remembered(tenant, session?.uid, client.clientId)
  if (!known || (tenant.settings.consent === 'page' && isAnybody(ctx))) return undefined
  const grant = new provider.Grant({ accountId: account.accountId, clientId: client.clientId })
  grant.addOIDCScope(known.scope)
  if (known.claims.length > 0) grant.addOIDCClaims(known.claims)
  await grant.save()
  return grant
}

interface Agreement {
  scope: string
  claims: string[]
}

function asked(ctx: KoaContextWithOIDC): Agreement {
  return { scope: [...ctx.oidc.requestParamOIDCScopes].join(' '), claims: [...ctx.oidc.requestParamClaims] }
}

async function remembered(tenant: Tenant, session: string | undefined, client: string): Promise<Agreement | undefined> {
  const record = await tenant.records.find(kind, `${session ?? ''} ${client}`)
  if (!record?.scope) return undefined
  return { scope: record.scope, claims: Array.isArray(record['granted']) ? record['granted'].map(String) : [] }
}

const loopback = new Set(['127.0.0.1', '[::1]', 'localhost'])

/** Whether any program on the user's device could be the client, so that the user has to be asked each time (RFC 6749, section 10.2). */
function isAnybody({ oidc }: KoaContextWithOIDC): boolean {
  const uri = String(oidc.params?.['redirect_uri'])
  if (oidc.client?.clientAuthMethod !== 'none' || !URL.canParse(uri)) return false
  const { protocol, hostname } = new URL(uri)
  return !/^https?:$/.test(protocol) || loopback.has(hostname)
}
