import { extensions } from '../features/configuration.ts'
import { completed } from '../features/client-defaults.ts'
import { clientMetadata } from '../features/client-metadata.ts'
import { mtlsMethods } from '../features/mtls.ts'
import { outbound } from '../features/outbound.ts'
import { pairwiseSubjects } from '../features/pairwise.ts'
import { namedServers } from '../features/resource-servers.ts'
import { furtherTypes } from '../features/response-types.ts'
import { throwScripted } from '../answers/oauth-error.ts'
import { issuerOf, mountOf } from '../address/issuer.ts'
import { impliedResponseTypes, withoutToken } from '../grants/implicit-clients.ts'
import { promptsOf } from '../login/prompts.ts'
import { logoutPage, signedOutPage } from '../pages/logout.ts'
import { showRefusal } from '../pages/refused.ts'
import { show } from '../pages/show.ts'
import { TenantAdapter } from '../storage/adapter.ts'
import { userOf } from '../login/identify.ts'
import type { User } from '../options.ts'
import type { Tenant } from '../tenant.ts'
import { paths } from '../wire/endpoints.ts'
import { pathOf } from '../wire/paths.ts'
import { namedAudience, scopeForAudience } from './audiences.ts'
import { assertionSkew, ruleAssertion } from './assertion-rules.ts'
import { accessTokenExtra, showClaims } from './claim-rules.ts'
import { startGrant } from './consent.ts'
import { cookieNames } from './cookie-names.ts'
import { deviceFeature } from './device.ts'
import { errors, type ClientMetadata, type Configuration, type KoaContextWithOIDC } from './library.ts'
import { sharesWith } from './origins.ts'
import { withoutPatterns } from './redirects.ts'
import { registrationFeatures } from './registration.ts'
import { signing } from './signing.ts'
import { defaultScope } from './token-rules.ts'
import { isStranger } from './unknown-clients.ts'

const authMethods = [
  'client_secret_basic',
  'client_secret_post',
  'client_secret_jwt',
  'private_key_jwt',
  'none',
] as const

// What oidc-provider enables by itself and lists for the token endpoint; RFC 8414, section 2 wants it said of all three.
const authAlgorithms = ['HS256', 'RS256', 'PS256', 'ES256', 'Ed25519', 'EdDSA'] as const

/** The configuration of oidc-provider that makes a tenant strict: everything it would otherwise default or warn about is said. */
export function configurationFor(tenant: Tenant, issuer: string): Configuration {
  const { settings } = tenant
  const methods = [...authMethods, ...mtlsMethods(tenant)]
  const { resource: _resource, ...routes } = paths
  return {
    adapter: (model) => new TenantAdapter(tenant, model),
    clients: settings.clients.map((client) => {
      const plain = settings.redirectUris === 'wildcard' ? withoutPatterns(client) : client
      return registered(completed(withoutToken(plain), settings.features))
    }),
    jwks: tenant.keyring.jwks,
    ...signing(tenant),
    routes,
    scopes: settings.scopes,
    responseTypes: responseTypes(settings),
    // For the clocks of clients; what the mock stores itself ends to the second all the same (stored-expiry.ts).
    clockTolerance: assertionSkew,
    assertJwtClientAuthClaimsAndHeader: (ctx, claims) => ruleAssertion(ctx, claims, audiencesOf(tenant, issuer)),
    ttl: lifetimes(tenant),
    cookies: cookies(tenant, issuer),
    features: { ...features(tenant, issuer), ...deviceFeature(tenant), ...extensions(tenant, issuer) },
    ...pairwiseSubjects(tenant),
    fetch: outbound(tenant),
    acrValues: settings.features.acrValues ?? [],
    findAccount: (_ctx, sub) => tenant.account(sub),
    interactions: { policy: promptsOf(tenant), url: (_ctx, interaction) => loginPage(tenant, issuer, interaction) },
    loadExistingGrant: (ctx) => {
      throwScripted(ctx)
      return startGrant(tenant, ctx)
    },
    claims: {
      openid: ['sub'],
      profile: [
        'name',
        'given_name',
        'family_name',
        'preferred_username',
        'picture',
        'locale',
        'zoneinfo',
        'updated_at',
      ],
      email: ['email', 'email_verified'],
      ...settings.scopeClaims,
    },
    conformIdTokenClaims: settings.idTokenClaims === 'userinfo-only',
    // The one documented place where a missing parameter of an authorization request can be given a value.
    extraParams: {
      ...(settings.audiences.length === 0
        ? {}
        : { audience: (_ctx, value) => void namedAudience(tenant, value || undefined) }),
      scope(ctx, value, client) {
        throwScripted(ctx)
        const { params } = ctx.oidc
        if (value === undefined && params) params['scope'] = defaultScope(tenant, client.scope)
        else if (value !== undefined && params)
          params['scope'] = scopeForAudience(tenant, value, params['audience'], client.scope)
        // Unknown scopes are left out (OpenID Connect Core, section 3.1.2.1), but something has to remain.
        if (ctx.oidc.requestParamOIDCScopes.size > 0 || asksResource(tenant, ctx)) return
        if (settings.outage) throw new errors.CustomOIDCProviderError('server_error', 'something failed inside')
        throw new errors.InvalidScope('no requested scope is known', value ?? '')
      },
    },
    pkce: {
      required: (_ctx, client) =>
        settings.pkce === 'required' || (settings.pkce === 'required-for-public' && isPublic(tenant, client)),
    },
    issueRefreshToken: async (_ctx, client) => client.grantTypeAllowed('refresh_token'),
    rotateRefreshToken: ({ oidc }) =>
      settings.rotation === 'public-only' ? oidc.client?.clientAuthMethod === 'none' : settings.rotation,
    extraTokenClaims: async (_ctx, token) => accessTokenExtra(tenant, token),
    expiresWithSession: async () => false,
    clientBasedCORS: (_ctx, origin, client) => sharesWith(tenant, origin, client.clientId, client.redirectUris ?? []),
    renderError: (ctx, out, error) => showRefusal(tenant, ctx, out, error),
    clientAuthMethods: methods,
    ...clientMetadata(settings),
    discovery: {
      protected_resources: [issuer + paths.resource, ...Object.keys(settings.features.resources ?? {})],
      ...(settings.features.logout?.frontchannel === true
        ? { frontchannel_logout_supported: true, frontchannel_logout_session_supported: true }
        : {}),
      introspection_endpoint_auth_methods_supported: methods,
      revocation_endpoint_auth_methods_supported: methods,
      introspection_endpoint_auth_signing_alg_values_supported: authAlgorithms,
      revocation_endpoint_auth_signing_alg_values_supported: authAlgorithms,
    },
  }
}

function audiencesOf({ settings }: Tenant, issuer: string): readonly unknown[] {
  return settings.assertionAudience === 'issuer' ? [issuer] : [issuer, issuer + pathOf(settings, 'token')]
}

const basicTypes = ['code', 'none'] as const

function responseTypes(settings: Tenant['settings']) {
  return [...new Set([...basicTypes, ...impliedResponseTypes(settings), ...furtherTypes(settings.features)])]
}

/** Whether a request asks for a scope of a resource server it names. */
function asksResource(tenant: Tenant, ctx: KoaContextWithOIDC): boolean {
  const { oidc } = ctx
  const servers = namedServers(tenant, issuerOf(ctx), oidc.params?.['resource'])
  return servers.some(({ scope }) => scope.split(' ').some((name) => oidc.requestParamScopes.has(name)))
}

function loginPage({ settings }: Tenant, issuer: string, { uid, returnTo }: { uid: string; returnTo: string }): string {
  const page = `${mountOf(issuer)}/interaction/${uid}`
  return settings.returnTo ? `${page}?return_to=${encodeURIComponent(new URL(returnTo).pathname)}` : page
}

function registered(client: Tenant['settings']['clients'][number]): ClientMetadata {
  const redirects = client.redirect_uris ?? []
  // A client without redirect_uris has no use for a response_type, and oidc-provider demands that it says so.
  return redirects.length === 0 ? { response_types: [], redirect_uris: [], ...client } : { ...client }
}

function lifetimes(tenant: Tenant): NonNullable<Configuration['ttl']> {
  // Looked up at each use: lifetimes may change while the provider runs.
  const seconds = () => tenant.settings.lifetimes
  return {
    AuthorizationCode: () => seconds().code,
    DeviceCode: () => seconds().device_code,
    AccessToken: (_ctx, token) => token.resourceServer?.accessTokenTTL ?? seconds().access_token,
    ClientCredentials: (_ctx, token) => token.resourceServer?.accessTokenTTL ?? seconds().client_credentials,
    BackchannelAuthenticationRequest: ({ oidc }) =>
      Math.min(seconds().device_code, Number(oidc.params?.['requested_expiry'] ?? Infinity)),
    IdToken: () => seconds().id_token,
    Session: () => seconds().session,
    Interaction: () => seconds().interaction,
    // A grant that ended before the refresh tokens made from it would end them early.
    Grant: () => Math.max(seconds().grant, seconds().refresh_token, seconds().access_token),
    RefreshToken(ctx) {
      const replaced = ctx.oidc.entities.RotatedRefreshToken
      const inherits = replaced && ctx.oidc.client?.clientAuthMethod === 'none'
      // RFC 9700, section 4.14.2 with browser-based clients in mind: rotation must not prolong the first token.
      return inherits ? Math.max(1, replaced.remainingTTL) : seconds().refresh_token
    },
  }
}

function cookies({ name }: Tenant, issuer: string): NonNullable<Configuration['cookies']> {
  const long = { httpOnly: true, sameSite: 'lax', path: mountOf(issuer) || '/' } as const
  return {
    names: cookieNames(name, issuer),
    long,
    short: { httpOnly: true, sameSite: 'lax' },
  }
}

function features(tenant: Tenant, issuer: string): NonNullable<Configuration['features']> {
  const { settings } = tenant
  const { registration } = settings
  // A token without an audience is for the tenant's own resource.
  const own = issuer + paths.resource
  const audience = (token: object) => (settings.features.resources && 'aud' in token ? (token.aud ?? own) : own)
  return {
    ...(registration === 'off' ? {} : registrationFeatures(registration)),
    devInteractions: { enabled: false },
    clientCredentials: { enabled: true },
    resourceIndicators: { enabled: false },
    introspection: {
      enabled: true,
      async allowedPolicy(_ctx, client, token) {
        showClaims(token)
        return mayIntrospect(client, token.clientId) && isMeantFor(settings, client.clientId, audience(token))
      },
    },
    jwtIntrospection: { enabled: true },
    encryption: { enabled: settings.encryptedIntrospection },
    revocation: { enabled: true, allowedPolicy: async (_ctx, client, token) => mayRevoke(client, token.clientId) },
    rpInitiatedLogout: {
      enabled: true,
      logoutSource: (ctx, form) => show(ctx, logoutPage(tenant, form, leaving(tenant, ctx))),
      postLogoutSuccessSource: (ctx) => show(ctx, signedOutPage(tenant)),
    },
  }
}

/** Who is about to sign out. */
function leaving(tenant: Tenant, { oidc }: KoaContextWithOIDC): User | undefined {
  return userOf(tenant, oidc.session?.accountId)
}

interface Caller {
  readonly clientId: string
  readonly clientAuthMethod?: string | undefined
}

// RFC 7662, section 2.1: a public client proves nothing about itself, so it learns about its own tokens only.
function mayIntrospect(client: Caller, owner: string | undefined): boolean {
  return client.clientAuthMethod !== 'none' || client.clientId === owner
}

// RFC 7662, section 4: what is meant for one resource is nobody else's business.
function isMeantFor({ clients }: Tenant['settings'], caller: string, audience: unknown): boolean {
  const own = clients.find(({ client_id: id }) => id === caller)?.resource
  return own === undefined || own === audience
}

// RFC 7009, section 2.1: a token of another client is refused, and the client is told.
function mayRevoke(client: Caller, owner: string | undefined): boolean {
  if (client.clientId === owner) return true
  throw new errors.InvalidRequest('client is not authorized to revoke the presented token')
}

// Nobody knows of an unknown client whether it has a secret before it comes with one.
function isPublic(tenant: Tenant, client: Caller): boolean {
  return client.clientAuthMethod === 'none' && !isStranger(tenant, client.clientId)
}
