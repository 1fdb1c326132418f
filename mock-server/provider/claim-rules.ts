import { decodeJwt, decodeProtectedHeader } from 'jose'
import { customClaims, overlay } from '../claims/custom.ts'
import type { Claims } from '../claims/rule.ts'
import { extraClaims } from '../grants/extra-claims.ts'
import type { ClaimsCall } from '../hooks.ts'
import { signJwt } from '../issue/sign.ts'
import type { Tenant } from '../tenant.ts'
import { Provider, type KoaContextWithOIDC } from './library.ts'

/** What something with claims is issued for. */
interface Subject {
  readonly clientId?: string | undefined
  readonly accountId?: string | undefined
  readonly scope?: string | undefined
  readonly gty?: string | undefined
}

/** Puts the custom claims of a tenant into the ID Tokens and userinfo answers of a provider. */
export function ruleClaims(provider: Provider, tenant: Tenant): void {
  const idToken = provider.IdToken.prototype
  const soundIssue = idToken.issue
  idToken.issue = async function issue(options) {
    const jwt = await soundIssue.call(this, options)
    if (options.use !== 'idtoken') return jwt
    const { clientId, clientSecret } = this.client
    const changes = await customClaims(tenant, 'id_token', () => {
      const scope = Provider.ctx?.oidc.entities.AccessToken?.scope ?? requestedScope(Provider.ctx)
      return callOf(tenant, { clientId, accountId: String(this.available['sub']), scope })
    })
    // An encrypted one is left as it is: only its client can open it.
    return changes === undefined || jwt.split('.').length !== 3 ? jwt : changed(tenant, jwt, changes, clientSecret)
  }

  const userinfo = provider.Claims.prototype
  const soundResult = userinfo.result
  userinfo.result = async function result() {
    const claims = await soundResult.call(this)
    const token = Provider.ctx?.oidc.route === 'userinfo' ? Provider.ctx.oidc.accessToken : undefined
    const changes = token && (await customClaims(tenant, 'userinfo', () => callOf(tenant, token)))
    return changes === undefined ? claims : overlay(claims, changes)
  }
}

/** The claims an access token carries on top of the standard ones, where there are any. */
export async function accessTokenExtra(tenant: Tenant, token: Subject): Promise<Claims | undefined> {
  const custom = await customClaims(tenant, 'access_token', () => callOf(tenant, token))
  const own = extraClaims(token)
  return custom || own ? { ...custom, ...own } : undefined
}

/** Has an introspection answer show the audience the claims of a token name, and none of the claims they take away. */
export function showClaims(token: object): void {
  if (!('extra' in token) || typeof token.extra !== 'object' || token.extra === null) return
  const extra = overlay({ ...token.extra }, {})
  Object.assign(token, { extra, ...('aud' in extra ? { aud: extra['aud'] } : {}) })
}

function changed(tenant: Tenant, jwt: string, changes: Claims, secret: string | undefined): Promise<string> {
  const { alg = 'none', ...header } = decodeProtectedHeader(jwt)
  return signJwt(tenant, overlay(decodeJwt(jwt), changes), { alg, header, secret })
}

function callOf(tenant: Tenant, { clientId = '', accountId, scope = '', gty }: Subject): Omit<ClaimsCall, 'kind'> {
  const { ctx } = Provider
  const user = accountId === undefined ? undefined : tenant.userOf(accountId)
  const client = tenant.clients.find(clientId) ?? { client_id: clientId }
  const grant = grantOf(ctx) ?? gty?.split(' ', 1)[0]
  const request = { ...ctx?.query, ...ctx?.oidc.body }
  return { endpoint: endpointOf(ctx), grant, user, client, scope, request }
}

function endpointOf(ctx: KoaContextWithOIDC | undefined): string {
  const route = ctx?.oidc.route
  return route === 'resume' ? 'authorization' : (route ?? 'issue')
}

function grantOf(ctx: KoaContextWithOIDC | undefined): string | undefined {
  const named = ctx?.oidc.params?.['grant_type']
  if (typeof named === 'string') return named
  return endpointOf(ctx) === 'authorization' ? 'implicit' : undefined
}

function requestedScope(ctx: KoaContextWithOIDC | undefined): string | undefined {
  const scope = ctx?.oidc.params?.['scope']
  return typeof scope === 'string' ? scope : undefined
}
