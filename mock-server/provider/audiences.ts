import type { Tenant } from '../tenant.ts'
import { pathOf } from '../wire/paths.ts'
import { errors, Provider } from './library.ts'
import { defaultScope } from './token-rules.ts'

const kind = 'GrantAudience'
const identity = new Set(['openid', 'profile', 'email', 'address', 'phone', 'offline_access'])

// At a redemption and at a refresh the audience is settled already.
const naming = new Set(['client_credentials', 'password'])

/** An audience nobody knows, refused as the hosted service does that made the parameter common. */
class UnknownAudience extends errors.OIDCProviderError {
  override readonly error_description: string

  constructor(audience: string) {
    super(403, 'access_denied', { detail: `the audience ${audience} is unknown` })
    this.error_description = `Service not found: ${audience}`
  }
}

/** The audience a request names, where it names one the tenant knows; throws on another. Sent without a value it counts as not sent. */
export function namedAudience({ settings }: Tenant, value: unknown): string | undefined {
  if (value === undefined || value === '') return undefined
  if (typeof value !== 'string') throw new errors.InvalidRequest("'audience' parameter must not be provided twice")
  if (settings.audiences.includes(value)) return value
  throw new UnknownAudience(value)
}

/** A scope with the default of the tenant beside it, where an audience is named and nothing but an identity is asked for. */
export function scopeForAudience(
  tenant: Tenant,
  scope: string,
  audience: unknown,
  allowed: string | undefined,
): string {
  const named = tenant.settings.audiences.length > 0 && namedAudience(tenant, audience) !== undefined
  if (!named || scope.split(' ').some((name) => !identity.has(name))) return scope
  return [...new Set([...scope.split(' '), ...(defaultScope(tenant, allowed)?.split(' ') ?? [])])].join(' ')
}

/** Has access tokens be for the audience that was asked for, at the token endpoint or where the code was asked for. */
export function ruleAudiences(provider: Provider, tenant: Tenant): void {
  if (tenant.settings.audiences.length === 0) return
  const code = provider.AuthorizationCode.prototype
  const saveCode = code.save
  code.save = async function save() {
    const audience = namedAudience(tenant, Provider.ctx?.oidc.params?.['audience'])
    if (audience !== undefined) await keep(tenant, this.grantId, audience)
    return saveCode.call(this)
  }

  const access = provider.AccessToken.prototype
  const saveAccess = access.save
  access.save = async function save() {
    const audience = await audienceFor(tenant, this.grantId)
    if (audience !== undefined) this.aud ??= withUserinfo(provider, tenant, audience, this.scopes)
    return saveAccess.call(this)
  }

  const client = provider.ClientCredentials.prototype
  const saveClient = client.save
  client.save = async function save() {
    const audience = requested(tenant)
    if (audience !== undefined) this.aud ??= audience
    return saveClient.call(this)
  }
  admitAtUserinfo(provider, tenant)
}

async function keep(tenant: Tenant, grantId: string | undefined, audience: string): Promise<void> {
  const { grant, refresh_token } = tenant.settings.lifetimes
  if (grantId) await tenant.records.save(kind, grantId, { audience }, Math.max(grant, refresh_token))
}

async function audienceFor(tenant: Tenant, grantId: string | undefined): Promise<string | undefined> {
  const asked = requested(tenant)
  if (asked !== undefined) {
    await keep(tenant, grantId, asked)
    return asked
  }
  const kept = grantId ? (await tenant.records.find(kind, grantId))?.['audience'] : undefined
  return typeof kept === 'string' ? kept : undefined
}

/** What the request under way names itself. */
function requested(tenant: Tenant): string | undefined {
  const oidc = Provider.ctx?.oidc
  if (oidc === undefined) return undefined
  if (oidc.route !== 'token') return namedAudience(tenant, oidc.params?.['audience'])
  return naming.has(String(oidc.params?.['grant_type'])) ? namedAudience(tenant, oidc.body?.['audience']) : undefined
}

/** With `openid` the token opens userinfo too, and says so. */
function withUserinfo(
  { issuer }: Provider,
  tenant: Tenant,
  audience: string,
  scopes: ReadonlySet<string>,
): string | string[] {
  return scopes.has('openid') ? [audience, issuer + pathOf(tenant.settings, 'userinfo')] : audience
}

// oidc-provider turns every token with an audience away from userinfo, even one that names it.
function admitAtUserinfo(provider: Provider, tenant: Tenant): void {
  const { AccessToken, issuer } = provider
  const find = AccessToken.find<InstanceType<Provider['AccessToken']>>
  const admit = async (value: string, options?: Parameters<typeof find>[1]) => {
    const token = await find.call(AccessToken, value, options)
    const own = issuer + pathOf(tenant.settings, 'userinfo')
    if (token && Provider.ctx?.oidc.route === 'userinfo' && [token.aud].flat().includes(own)) token.aud = undefined
    return token
  }
  Object.assign(AccessToken, { find: admit })
}
