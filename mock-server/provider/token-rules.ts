import { subjectFor } from '../features/pairwise.ts'
import { isJwt, namedServers } from '../features/resource-servers.ts'
import { paths } from '../wire/endpoints.ts'
import type { Payload } from '../storage/store.ts'
import type { Tenant } from '../tenant.ts'
import { errors, Provider } from './library.ts'

/** Makes the tokens of a provider obey the tenant: JWT on request, and no unknown scope for a client of its own. */
export function ruleTokens(provider: Provider, tenant: Tenant): void {
  const access = provider.AccessToken.prototype
  const saveAccess = access.save
  access.save = async function save() {
    return present(tenant, 'AccessToken', await saveAccess.call(this), this.client)
  }

  const client = provider.ClientCredentials.prototype
  const saveClient = client.save
  client.save = async function save() {
    refuseUnknown(tenant, askedScope() ?? this.scope)
    this.scope ??= clientScope(tenant, this)
    return present(tenant, 'ClientCredentials', await saveClient.call(this), this.client)
  }
}

// oidc-provider drops unknown scopes from the parameters without a word; the body still has them.
function askedScope(): string | undefined {
  const scope = Provider.ctx?.oidc.body?.['scope']
  return typeof scope === 'string' ? scope : undefined
}

function refuseUnknown(tenant: Tenant, asked: string | undefined): void {
  const unknown = asked?.split(' ').filter((scope) => scope !== '' && !isKnown(tenant, scope)) ?? []
  if (unknown.length > 0) throw new errors.InvalidScope('requested scope is not known', unknown.join(' '))
}

// A resource server has scopes of its own, which count where it is named (RFC 8707, section 2).
function isKnown(tenant: Tenant, scope: string): boolean {
  if (tenant.settings.scopes.includes(scope)) return true
  const servers = namedServers(tenant, Provider.ctx?.oidc.params?.['resource'])
  return servers.some((server) => server.scope.split(' ').includes(scope))
}

interface ClientToken {
  readonly client?: { readonly scope?: string | undefined } | undefined
  readonly resourceServer?: { readonly scope: string } | undefined
}

/** What a client gets that asked for no scope: at another resource all there is, at the tenant's own the default. */
function clientScope(tenant: Tenant, { client, resourceServer }: ClientToken): string | undefined {
  const asked = askedScope()
  if (resourceServer !== undefined && asked)
    throw new errors.InvalidScope('requested scope is not known at this resource', asked)
  const named = tenant.settings.features.resources ?? {}
  const foreign = Object.values(named).some(({ scope }) => scope === resourceServer?.scope)
  return foreign ? resourceServer?.scope : defaultScope(tenant, client?.scope)
}

/** The scope of a token request: what was asked for, if the tenant knows it and the client may have it, else the default. */
export function settleScope(tenant: Tenant, allowed: string | undefined): string | undefined {
  const asked = askedScope()
  if (asked === undefined || asked === '') return defaultScope(tenant, allowed)
  refuseUnknown(tenant, asked)
  const permitted = allowed?.split(' ')
  const names = [...new Set(asked.split(' '))].filter((name) => name !== '')
  const denied = names.filter((name) => permitted?.includes(name) === false)
  if (denied.length > 0) throw new errors.InvalidScope('requested scope is not allowed', denied.join(' '))
  return names.join(' ')
}

/** The part of the default scope that a client may have; undefined when nothing is left (RFC 6749, section 3.3). */
export function defaultScope(tenant: Tenant, allowed: string | undefined): string | undefined {
  const permitted = allowed?.split(' ')
  const scopes = tenant.settings.defaultScope.split(' ').filter((scope) => permitted?.includes(scope) ?? true)
  return scopes.join(' ') || undefined
}

type Owner = Readonly<Record<string, unknown>> | undefined

async function present(tenant: Tenant, model: string, id: string, owner: Owner): Promise<string> {
  const record = tenant.store.peek(model, id)
  return record && isJwt(tenant, record) ? tenant.keyring.sign(claims(tenant, id, record, owner)) : id
}

function claims(tenant: Tenant, id: string, record: Payload, owner: Owner): Record<string, unknown> {
  return {
    ...record.extra,
    iss: tenant.issuer,
    aud: record.aud ?? tenant.issuer + paths.resource,
    sub: subjectFor(tenant, owner, record.accountId) ?? record.clientId,
    client_id: record.clientId,
    iat: record.iat,
    exp: record.exp,
    jti: id,
    ...(record.scope ? { scope: record.scope } : {}),
    ...(record.rar ? { authorization_details: record.rar } : {}),
    ...confirmation(record),
  }
}

/** What a token is bound to (RFC 7800, section 3.1): a key (RFC 9449) or a certificate (RFC 8705). */
function confirmation({ jkt, 'x5t#S256': x5t }: Payload): Record<string, unknown> {
  if (jkt) return { cnf: { jkt } }
  return x5t ? { cnf: { 'x5t#S256': x5t } } : {}
}
