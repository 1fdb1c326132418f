import { featureClients } from './features/client-defaults.ts'
import { developmentIssuer } from './keys/development-issuer.ts'
import { publicClientKeys } from './keys/development-clients.ts'
import { deviceGrant } from './grants/device.ts'
import type { Client, CorsPolicy, Lifetimes, TenantOptions, TenantSettings, User } from './options.ts'
import { checkedApis } from './apis/api.ts'
import { checkedForms } from './provider/token-forms.ts'
import { checkPattern, patternsOf } from './provider/redirect-patterns.ts'
import { checkedAliases } from './wire/aliases.ts'
import { checkedPaths } from './wire/paths.ts'

const code = ['authorization_code', 'refresh_token']
const device = [deviceGrant, 'refresh_token']

/** The clients of a tenant that names none; secrets hold `%` and `+` so that form-encoding in Basic can be observed. */
export function defaultClients(): Client[] {
  return [
    {
      client_id: 'web',
      client_name: 'Web application',
      client_secret: 'web-secret+4q%2Fand%ten-more~characters',
      token_endpoint_auth_method: 'client_secret_basic',
      grant_types: code,
      redirect_uris: [
        'https://app.example/callback',
        'https://app.example/other-callback',
        'http://127.0.0.1:3000/callback',
        'http://localhost:3000/callback',
        'https://app.example/tenant-callback?realm=north%20sea&mode=web',
      ],
      post_logout_redirect_uris: ['https://app.example/signed-out'],
    },
    {
      client_id: 'second',
      client_name: 'Second web application',
      client_secret: 'second-secret-0123456789-abcdefghijklmnop',
      token_endpoint_auth_method: 'client_secret_post',
      grant_types: code,
      redirect_uris: ['https://second.example/callback', 'https://second.example/other-callback'],
    },
    {
      client_id: 'spa',
      client_name: 'Single-page application',
      token_endpoint_auth_method: 'none',
      grant_types: code,
      redirect_uris: ['https://spa.example/callback', 'http://localhost:5173/callback'],
    },
    {
      client_id: 'native',
      client_name: 'Native application',
      application_type: 'native',
      token_endpoint_auth_method: 'none',
      grant_types: code,
      redirect_uris: ['http://127.0.0.1/callback', 'com.example.native:/callback'],
    },
    {
      client_id: 'service',
      client_name: 'Background service',
      client_secret: 'service-secret-0123456789-abcdefghijklmno',
      token_endpoint_auth_method: 'client_secret_basic',
      grant_types: ['client_credentials'],
      redirect_uris: [],
      scope: 'read',
    },
    {
      client_id: 'gateway',
      client_name: 'API gateway',
      client_secret: 'gateway-secret-0123456789-abcdefghijklmno',
      token_endpoint_auth_method: 'client_secret_basic',
      grant_types: ['urn:ietf:params:oauth:grant-type:jwt-bearer', 'urn:ietf:params:oauth:grant-type:token-exchange'],
      redirect_uris: [],
    },
    ...['signing-service', 'second-signing-service'].map(signingService),
    {
      client_id: 'hmac-service',
      client_name: 'Service that signs with its secret',
      client_secret: 'hmac-service-secret-0123456789-abcdefghij',
      token_endpoint_auth_method: 'client_secret_jwt',
      token_endpoint_auth_signing_alg: 'HS256',
      grant_types: ['client_credentials'],
      redirect_uris: [],
      scope: 'read',
    },
    {
      client_id: 'tv',
      client_name: 'Television',
      token_endpoint_auth_method: 'none',
      grant_types: device,
      redirect_uris: [],
    },
    {
      client_id: 'set-top-box',
      client_name: 'Set-top box',
      client_secret: 'set-top-box-secret-0123456789-abcdefghijkl',
      token_endpoint_auth_method: 'client_secret_basic',
      grant_types: device,
      redirect_uris: [],
    },
  ]
}

function signingService(id: string): Client {
  return {
    client_id: id,
    client_name: 'Service that signs with its key',
    token_endpoint_auth_method: 'private_key_jwt',
    token_endpoint_auth_signing_alg: 'PS256',
    jwks: publicClientKeys(id),
    grant_types: ['client_credentials'],
    redirect_uris: [],
    scope: 'read',
  }
}

/** The users of a tenant that names none. */
export function defaultUsers(): User[] {
  return ['Alice', 'Bob'].map((name) => {
    const username = name.toLowerCase()
    return {
      username,
      password: `${username}-password`,
      claims: {
        name: `${name} Example`,
        given_name: name,
        family_name: 'Example',
        email: `${username}@example.com`,
        email_verified: true,
      },
    }
  })
}

const scopes = ['openid', 'profile', 'email', 'offline_access', 'read', 'write']

const lifetimes: Lifetimes = {
  code: 60,
  device_code: 600,
  access_token: 600,
  refresh_token: 86_400,
  client_credentials: 600,
  id_token: 600,
  session: 86_400,
  interaction: 600,
  grant: 14 * 86_400,
}

function checked(given: Partial<Lifetimes>): Lifetimes {
  for (const [name, seconds] of Object.entries(given)) {
    if (!(name in lifetimes)) {
      throw new Error(
        `Expected a lifetime among ${Object.keys(lifetimes).join(', ')}, got "${name}". Correct its name.`,
      )
    }
    if (!Number.isSafeInteger(seconds) || seconds < 1) {
      throw new Error(`Expected lifetimes.${name} in whole seconds, at least 1, got ${seconds}. Give a larger number.`)
    }
  }
  return { ...lifetimes, ...given }
}

function checkRedirects({ clients = [], redirectUris }: TenantOptions): void {
  if (redirectUris !== 'wildcard') return
  for (const client of clients) {
    const both = [...patternsOf(client), ...patternsOf(client, 'post_logout_redirect_uris')]
    for (const uri of both) checkPattern(uri)
  }
}

function allowed(cors: CorsPolicy = 'redirect-origins'): CorsPolicy {
  const wrong = Array.isArray(cors) ? cors.find((one) => !URL.canParse(one) || new URL(one).origin !== one) : undefined
  if (wrong === undefined) return cors
  throw new Error(`Expected origins such as http://localhost:5173 in cors, got "${wrong}". Give scheme, host and port.`)
}

/** The clients of a tenant that names none, those of its features included. */
export function usualClients(options: TenantOptions = {}): Client[] {
  return [...defaultClients(), ...featureClients(options.features ?? {})]
}

/** Fills the gaps of tenant options with the strict and sound defaults; throws on a lifetime that cannot be kept. */
export function settle(options: TenantOptions = {}): TenantSettings {
  checkRedirects(options)
  const users = structuredClone(options.users) ?? defaultUsers()
  const usernames = users.map(({ username }) => username)
  return {
    ...(options.dialect === undefined ? {} : { dialect: options.dialect }),
    clients: structuredClone(options.clients) ?? usualClients(options),
    users,
    scopes: [...new Set([...(options.scopes ?? scopes), ...Object.keys(options.scopeClaims ?? {})])],
    scopeClaims: options.scopeClaims ?? {},
    idTokenClaims: options.idTokenClaims ?? 'userinfo-only',
    claims: options.claims ?? [],
    hooks: options.hooks ?? {},
    defaultScope: options.defaultScope ?? 'read',
    lifetimes: checked(options.lifetimes ?? {}),
    clock: options.clock ?? {},
    rotation: options.rotation ?? true,
    rotationGrace: options.rotationGrace ?? 0,
    pkce: options.pkce ?? 'required-for-public',
    pkceMethods: options.pkceMethods ?? ['S256'],
    accessTokens: options.accessTokens ?? 'opaque',
    secretGuesses: options.secretGuesses ?? Number.POSITIVE_INFINITY,
    registration: options.registration ?? 'off',
    features: structuredClone(options.features) ?? {},
    signedMetadata: options.signedMetadata ?? false,
    encryptedIntrospection: options.encryptedIntrospection ?? false,
    unannounced: options.unannounced ?? [],
    login: options.login ?? 'password',
    consent: options.consent ?? 'page',
    anyUser: options.anyUser ?? false,
    logins: structuredClone(options.logins) ?? [],
    returnTo: options.returnTo ?? false,
    outage: options.outage ?? false,
    device: options.device ?? { interval: 5 },
    passwordAttempts: options.passwordAttempts ?? 10,
    answers: options.answers ?? [],
    defects: options.defects ?? [],
    resource: options.resource ?? { read: 'read', write: 'write' },
    apis: checkedApis(options.apis, usernames),
    audiences: [...(options.audiences ?? [])],
    bearerTransports: options.bearerTransports ?? [],
    keys: options.keys ?? 'development',
    signing: options.signing ?? {},
    accessTokenType: options.accessTokenType ?? 'at+jwt',
    tokenForms: checkedForms(options.tokenForms),
    clientCredentialsRefresh: options.clientCredentialsRefresh ?? false,
    redirectUriAtToken: options.redirectUriAtToken ?? 'required',
    shapes: structuredClone(options.shapes) ?? [],
    assertionAudience: options.assertionAudience ?? 'issuer',
    bodies: options.bodies ?? ['form'],
    trustedIssuers: structuredClone(options.trustedIssuers) ?? [developmentIssuer],
    cors: allowed(options.cors),
    paths: checkedPaths(options.paths),
    discovery: options.discovery ?? true,
    aliases: checkedAliases(options.aliases),
    redirectUris: options.redirectUris ?? 'exact',
    unknownClients: options.unknownClients ?? 'refuse',
    capacity: options.capacity ?? 20_000,
    unchecked: [],
  }
}
