import { decodeJwt } from 'jose'
import { errors, type KoaContextWithOIDC, type Provider } from '../provider/library.ts'
import type { Tenant } from '../tenant.ts'
import { usualScope } from './asked-scope.ts'
import { tokenTypes } from './token-types.ts'

/** Whom a token sent for exchange speaks of, and how far. */
export interface Presented {
  readonly sub: string
  /** What it covers; a client's own token says so too, and is good for an actor only. */
  readonly scope: string
  readonly kind: 'user' | 'client'
}

/** A request for exchange at a tenant. */
export interface Exchange {
  readonly provider: Provider
  readonly tenant: Tenant
  readonly ctx: KoaContextWithOIDC
}

/** The party behind a live token of the declared type; throws invalid_request for any other (RFC 8693, section 2.2.2). */
export async function presentedToken(exchange: Exchange, token: string, type: unknown): Promise<Presented> {
  const found = await finderOf(type)(exchange, token)
  if (!found) throw new errors.InvalidRequest('the presented token is unknown, expired, revoked or of another type')
  return found
}

type Finder = (exchange: Exchange, token: string) => Promise<Presented | undefined>

function finderOf(type: unknown): Finder {
  if (type === tokenTypes.access) return accessToken
  if (type === tokenTypes.refresh) return refreshToken
  if (type === tokenTypes.id) return idToken
  throw new errors.InvalidRequest('the token type is not supported')
}

async function accessToken(exchange: Exchange, token: string): Promise<Presented | undefined> {
  const { provider, tenant } = exchange
  const found = await provider.AccessToken.find(token)
  if (found) return ofUser(provider, found)
  const own = await provider.ClientCredentials.find(token)
  if (own?.clientId !== undefined) return { sub: own.clientId, scope: own.scope ?? '', kind: 'client' }
  return tenant.settings.unchecked.includes('subject token signature') ? unverified(exchange, token) : undefined
}

async function refreshToken({ provider, ctx }: Exchange, token: string): Promise<Presented | undefined> {
  const found = await provider.RefreshToken.find(token)
  if (!found || found.consumed !== undefined || found.clientId !== ctx.oidc.client?.clientId) return undefined
  return ofUser(provider, found)
}

interface Issued {
  readonly accountId?: string | undefined
  readonly clientId?: string | undefined
  readonly grantId?: string | undefined
  readonly scope?: string | undefined
}

async function ofUser(
  { Grant }: Provider,
  { accountId, clientId, grantId, scope = '' }: Issued,
): Promise<Presented | undefined> {
  const grant = grantId === undefined ? undefined : await Grant.find(grantId)
  if (accountId === undefined || grant?.accountId !== accountId || grant.clientId !== clientId) return undefined
  return { sub: accountId, scope, kind: 'user' }
}

async function idToken({ provider, tenant, ctx }: Exchange, token: string): Promise<Presented | undefined> {
  const audience = [decoded(token)?.aud ?? []].flat()[0]
  const client = audience === undefined ? undefined : await provider.Client.find(audience)
  if (client === undefined) return undefined
  try {
    const { payload } = await provider.IdToken.validate(token, client)
    const { sub, exp } = payload
    const live = typeof exp === 'number' && exp > Date.now() / 1000
    if (!live || typeof sub !== 'string' || !tenant.account(sub)) return undefined
    return { sub, scope: usualScope(tenant, ctx), kind: 'user' }
  } catch {
    return undefined
  }
}

async function unverified({ tenant, ctx }: Exchange, token: string): Promise<Presented | undefined> {
  const { sub, exp = 0 } = decoded(token) ?? {}
  return sub !== undefined && exp > Date.now() / 1000 && tenant.account(sub)
    ? { sub, scope: usualScope(tenant, ctx), kind: 'user' }
    : undefined
}

function decoded(token: string): ReturnType<typeof decodeJwt> | undefined {
  try {
    return decodeJwt(token)
  } catch {
    return undefined
  }
}
