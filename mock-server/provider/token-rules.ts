import { issuerOf } from '../address/issuer.ts'
import { overlay } from '../claims/custom.ts'
import { subjectFor } from '../features/pairwise.ts'
import { isJwt, namedServers, writesJwts } from '../features/resource-servers.ts'
import { paths } from '../wire/endpoints.ts'
import type { Payload } from '../storage/store.ts'
import type { Tenant } from '../tenant.ts'
import { errors, Provider } from './library.ts'

/** Makes the tokens of a provider obey the tenant: JWT on request, and no unknown scope for a client of its own. */
export function ruleTokens(provider: Provider, tenant: Tenant): void {
  const access = provider.AccessToken.prototype
  const saveAccess = access.save
  access.save = async function save() {
    return present(provider, tenant, 'AccessToken', await saveAccess.call(this), this.client)
  }

  const client = provider.ClientCredentials.prototype
  const saveClient = client.save
  client.save = async function save() {
    refuseUnknown(tenant, askedScope() ?? this.scope)
    this.scope ??= clientScope(tenant, this)
    return present(provider, tenant, 'ClientCredentials', await saveClient.call(this), this.client)
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
  const { ctx } = Provider
  const servers = ctx ? namedServers(tenant, issuerOf(ctx), ctx.oidc.params?.['resource']) : []
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

async function present({ issuer }: Provider, tenant: Tenant, model: string, id: string, owner: Owner): Promise<string> {
  if (!writesJwts(tenant)) return id
  const record = tenant.store.peek(model, id)
  if (!record || !isJwt(tenant, record)) return id
  const subject = subjectFor(tenant, owner, record.accountId)
  const claims = accessTokenClaims(issuer, id, { ...record, accountId: subject })
  return tenant.keyring.sign(claims, tenant.settings.accessTokenType)
}

/** What is known of an access token, in its record or before that is saved. */
export type IssuedRecord = Pick<
  Payload,
  'accountId' | 'aud' | 'clientId' | 'exp' | 'extra' | 'iat' | 'jkt' | 'rar' | 'scope'
>

/** The claims of a JWT access token (RFC 9068, section 2.2), those it was given on top included. */
export function accessTokenClaims(issuer: string, id: string, record: IssuedRecord): Record<string, unknown> {
  // The identifier is how the record is found again, so nothing replaces it.
  return { ...overlay(standardClaims(issuer, record), record.extra ?? {}), jti: id }
}

function standardClaims(issuer: string, record: IssuedRecord): Record<string, unknown> {
  return {
    iss: issuer,
    aud: record.aud ?? issuer + paths.resource,
    sub: record.accountId ?? record.clientId,
    client_id: record.clientId,
    iat: record.iat,
    exp: record.exp,
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
