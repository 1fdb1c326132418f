import { addResourceScopes } from '../features/resource-servers.ts'
import type { Tenant } from '../tenant.ts'
import type { KoaContextWithOIDC } from './library.ts'
import { scriptedConsent, type ScriptedConsent } from './scripted-consent.ts'

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
  const scripted = scriptedConsent(result)
  const known = scripted ? narrowed(asked(ctx), scripted) : await standing(tenant, ctx)
  if (!known) return undefined
  const grant = new provider.Grant({ accountId: account.accountId, clientId: client.clientId })
  if (known.scope) grant.addOIDCScope(known.scope)
  if (known.withheld) grant.rejectOIDCScope(known.withheld)
  if (known.claims.length > 0) grant.addOIDCClaims(known.claims)
  if (scripted && session) await rememberConsent(tenant, session.uid, client.clientId, known.scope, known.claims)
  // What a user agreed to for another resource is asked again: only the scopes of the tenant are remembered.
  if (tenant.settings.consent === 'automatic')
    addResourceScopes(
      tenant,
      provider.issuer,
      grant,
      Object.keys(ctx.oidc.resourceServers ?? {}),
      [...ctx.oidc.requestParamScopes].join(' '),
    )
  await grant.save()
  return grant
}

interface Agreement {
  scope: string
  /** Scopes the user did not agree to. */
  withheld?: string
  claims: string[]
}

/** What needs no asking: everything where consent is automatic, else what the user agreed to before in this session. */
async function standing(tenant: Tenant, ctx: KoaContextWithOIDC): Promise<Agreement | undefined> {
  if (tenant.settings.consent === 'automatic') return asked(ctx)
  if (isAnybody(ctx)) return undefined
  return remembered(tenant, ctx.oidc.session?.uid, ctx.oidc.client?.clientId ?? '')
}

function narrowed({ scope, claims }: Agreement, { granted }: ScriptedConsent): Agreement {
  const given = granted?.split(' ')
  const names = scope.split(' ')
  const [kept, withheld] = [true, false].map((kind) => names.filter((name) => (given?.includes(name) ?? true) === kind))
  return { scope: kept?.join(' ') ?? '', withheld: withheld?.join(' ') ?? '', claims }
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
