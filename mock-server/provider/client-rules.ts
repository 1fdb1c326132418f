import { chain, chainSync } from '../defects/chain.ts'
import { deviceGrant } from '../grants/device.ts'
import type { Tenant } from '../tenant.ts'
import { exchange } from '../wire/exchange.ts'
import type { WireRequest } from '../wire/request.ts'
import { GuessLimit } from './guess-limit.ts'
import { Provider, errors, type KoaContextWithOIDC } from './library.ts'
import { takesRedirect } from './redirects.ts'
import { isStranger } from './unknown-clients.ts'

/** One decision about a client, with the value to decide on: a secret, a grant type or a redirect_uri. */
export interface ClientCall {
  readonly tenant: Tenant
  readonly clientId: string
  readonly value: string
  readonly ctx: KoaContextWithOIDC | undefined
  readonly request: WireRequest | undefined
}

function asksForGrant(grantType: string): boolean {
  const oidc = Provider.ctx?.oidc
  if (oidc?.route === 'device_authorization') return grantType === deviceGrant
  return oidc?.route === 'token' && oidc.params?.['grant_type'] === grantType
}

/** Puts the defects of a tenant, and the error code oidc-provider gets wrong, into the decisions its clients take. */
export function ruleClients(provider: Provider, tenant: Tenant): void {
  const { prototype } = provider.Client
  const sound = {
    secret: prototype.compareClientSecret,
    grant: prototype.grantTypeAllowed,
    redirect: prototype.redirectUriAllowed,
    signedOut: prototype.postLogoutRedirectUriAllowed,
    responseType: prototype.responseTypeAllowed,
  }
  const call = (clientId: string, value: string): ClientCall => {
    const known = exchange()
    return { tenant, clientId, value, ctx: Provider.ctx, request: known?.request }
  }

  const guesses = new GuessLimit(tenant.settings.secretGuesses)
  prototype.compareClientSecret = async function compareClientSecret(value) {
    guesses.admit(this.clientId)
    const compare = async () => isStranger(tenant, this.clientId) || sound.secret.call(this, value)
    const hooks = tenant.defects.active.client.secret
    const right = await (hooks.length === 0 ? compare() : chain(hooks, call(this.clientId, value), compare))
    guesses.count(this.clientId, right)
    return right
  }

  prototype.grantTypeAllowed = function grantTypeAllowed(type) {
    const allowed = chainSync(tenant.defects.active.client.grantAllowed, call(this.clientId, type), () =>
      sound.grant.call(this, type),
    )
    // RFC 6749, section 5.2 names unauthorized_client; oidc-provider says invalid_request.
    if (!allowed && asksForGrant(type)) {
      throw new errors.UnauthorizedClient('requested grant type is not allowed for this client')
    }
    return allowed
  }

  prototype.responseTypeAllowed = function responseTypeAllowed(type) {
    const allowed = sound.responseType.call(this, type)
    // RFC 6749, section 4.1.2.1 names unauthorized_client; oidc-provider says invalid_request.
    if (!allowed) throw new errors.UnauthorizedClient('requested response_type is not allowed for this client')
    return allowed
  }

  prototype.redirectUriAllowed = function redirectUriAllowed(uri) {
    return chainSync(
      tenant.defects.active.client.redirectAllowed,
      call(this.clientId, uri),
      () => sound.redirect.call(this, uri) || takesRedirect(tenant, this.clientId, uri),
    )
  }

  prototype.postLogoutRedirectUriAllowed = function postLogoutRedirectUriAllowed(uri) {
    const registered = sound.signedOut.call(this, uri)
    return registered || takesRedirect(tenant, this.clientId, uri, 'post_logout_redirect_uris')
  }
}
