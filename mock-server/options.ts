import type { FeatureOptions } from './features/options.ts'
import type { AnswerRule } from './answers/rule.ts'
import type { ProxyTrust } from './address/forwarded.ts'
import type { Aliases } from './wire/aliases.ts'
import type { Api } from './apis/api.ts'
import type { Dialect } from './dialects/dialect.ts'
import type { EndpointPaths } from './wire/paths.ts'
import type { AnswerShape } from './wire/shapes.ts'
import type { GrantRule } from './grants/rules.ts'
import type { SigningAlgorithm } from './keys/algorithms.ts'
import type { ClaimRule } from './claims/rule.ts'
import type { Hooks } from './hooks.ts'
import type { JsonWebKeySet } from './keys/keyring.ts'
import type { LoginScript } from './login/script.ts'

/** A person who can log in; `sub` is the subject of their tokens and defaults to the username. */
export interface User {
  username: string
  password: string
  sub?: string
  claims?: Record<string, unknown>
}

/** A registered client, in the words of RFC 7591, section 2; further metadata is passed on as it is. */
export interface Client {
  client_id: string
  client_secret?: string
  client_name?: string
  application_type?: 'web' | 'native'
  token_endpoint_auth_method?:
    | 'client_secret_basic'
    | 'client_secret_post'
    | 'client_secret_jwt'
    | 'private_key_jwt'
    | 'tls_client_auth'
    | 'self_signed_tls_client_auth'
    | 'none'
  grant_types?: readonly string[]
  redirect_uris?: readonly string[]
  /** Space-delimited scopes the client may ask for; absent means every scope of the tenant. */
  scope?: string
  /** The resource server it is, where that is another one than the tenant's own; it may introspect no token of the latter. */
  resource?: string
  [metadata: string]: unknown
}

/** How long things live, in whole seconds, each at least 1. */
export interface Lifetimes {
  code: number
  device_code: number
  access_token: number
  refresh_token: number
  client_credentials: number
  id_token: number
  session: number
  interaction: number
  grant: number
}

/** Somebody else whose assertions a tenant takes as grants (RFC 7523, section 2.1); private keys may be among `jwks`. */
export interface TrustedIssuer {
  /** What `iss` of its assertions says. */
  issuer: string
  jwks: JsonWebKeySet
}

/**
 * When PKCE is demanded at the authorization endpoint (RFC 7636; RFC 9700, section 2.1.1); `unknown` is a server that is
 * older than PKCE and ignores its parameters.
 */
export type PkcePolicy = 'required' | 'required-for-public' | 'optional' | 'unknown'

/** Which refresh tokens are replaced on use (RFC 9700, section 4.14.2). */
export type RotationPolicy = boolean | 'public-only'

/** The form body, or the query of the URL. */
export type BearerTransport = 'body' | 'query'

/** A form (RFC 6749, appendix B), or a flat JSON object as some vendors have it. */
export type BodyFormat = 'form' | 'json'

/** What codes and opaque tokens look like: a text with `*` where the random part goes, such as `v1.*`. */
export interface TokenForms {
  code?: string
  refresh_token?: string
  access_token?: string
}

/** Who may register a client at run time (RFC 7591, section 3): nobody, anybody, or who has this initial access token. */
export type RegistrationPolicy = 'off' | 'open' | { token: string }

/** Origins such as http://localhost:5173, or a rule that finds them. */
export type CorsPolicy = 'redirect-origins' | 'any' | readonly string[]

/**
 * Which redirect URIs are taken (RFC 9700, section 2.1 demands exact matching): the registered ones, those a registered
 * one with `*` as a label of its host or as its port stands for, or any.
 */
export type RedirectPolicy = 'exact' | 'wildcard' | 'any'

/** What a tenant's clock shows at the start: a time in ISO 8601, seconds added to it or to the machine's time, standing still or not. */
export interface ClockOptions {
  at?: string
  offset?: number
  frozen?: boolean
}

/** How one tenant behaves; whatever is left out is strict and sound. */
export interface TenantOptions {
  /** The ways of a vendor: a name, or a dialect of your own. Whatever is told beside it goes before what it says. */
  dialect?: string | Dialect
  clients?: readonly Client[]
  users?: readonly User[]
  /** Every scope the tenant knows; `openid` is what turns ID Tokens and userinfo on. */
  scopes?: readonly string[]
  /** Scopes given when a client asks for none (RFC 6749, section 3.3). */
  defaultScope?: string
  /** Which claims of a user a scope releases; on top of openid, profile and email. Its scopes are known without being among `scopes`. */
  scopeClaims?: Readonly<Record<string, readonly string[]>>
  /** Whether an ID Token that comes with an access token leaves the claims of scopes to userinfo (OpenID Connect Core, section 5.4). */
  idTokenClaims?: 'userinfo-only' | 'always'
  /** Claims that tokens carry in addition. */
  claims?: readonly ClaimRule[]
  /** Functions that see and change what passes; not in a file. */
  hooks?: Hooks
  lifetimes?: Partial<Lifetimes>
  /** The time of the tenant; the machine's unless told. */
  clock?: ClockOptions
  rotation?: RotationPolicy
  /** How long a replaced refresh token can still be used, whole seconds; 0 is not at all (RFC 9700, section 4.14.2). */
  rotationGrace?: number
  pkce?: PkcePolicy
  /** How a challenge is made from a verifier (RFC 7636, section 4.2). */
  pkceMethods?: readonly ('S256' | 'plain')[]
  accessTokens?: 'opaque' | 'jwt'
  /** Wrong secrets of one client in a row after which it is refused with 429 for half a second; no limit unless told. */
  secretGuesses?: number
  /** Whether an authorization request without a known scope meets a failure inside, told as server_error (RFC 6749, section 4.1.2.1). */
  outage?: boolean
  /** The device grant (RFC 8628): seconds a device has to leave between two polls. */
  device?: { interval: number }
  /** How many wrong passwords in a row the token endpoint takes for one user name before it refuses the right one too, for half a minute. */
  passwordAttempts?: number
  registration?: RegistrationPolicy
  /** Extensions; each is as it always was unless told. */
  features?: FeatureOptions
  /** Whether the metadata comes as a signed JWT too (RFC 8414, section 2.1). */
  signedMetadata?: boolean
  /** Whether clients may register for encrypted introspection answers (RFC 9701, section 6). */
  encryptedIntrospection?: boolean
  /** Members the metadata leaves out (RFC 8414, section 2). */
  unannounced?: readonly string[]
  login?: 'password' | 'picker' | 'automatic'
  consent?: 'page' | 'automatic'
  /** Whether a username that nobody has logs in all the same and becomes a user, with claims of its own choice. */
  anyUser?: boolean
  /** How the next logins go, each used once, in order: a username or a script. */
  logins?: readonly (string | LoginScript)[]
  /** Whether the address of the login page says in `return_to` where to go afterwards, as many servers have it. */
  returnTo?: boolean
  /** Scripted answers, the first in line first. */
  answers?: readonly AnswerRule[]
  /** Ids of the defects that are on from the start. */
  defects?: readonly string[]
  /** The protected resource: which scope a GET needs and which a POST needs. */
  resource?: { read: string; write: string }
  /** Further protected resources, by path. */
  apis?: readonly Api[]
  /** What the parameter `audience` of a token request and of an authorization request may name; another one is refused with access_denied. */
  audiences?: readonly string[]
  /** Where else than in the Authorization header the resource takes a token (RFC 6750, sections 2.2 and 2.3). */
  bearerTransports?: readonly BearerTransport[]
  /** `development` shares fixed, published keys; `fresh` makes new ones; or bring private keys. */
  keys?: 'development' | 'fresh' | JsonWebKeySet
  /**
   * Algorithm of JWT access tokens, and of ID Tokens for clients that register none; keys are made for what `keys` lacks.
   * Without it the first key signs access tokens, and RS256 is the algorithm of ID Tokens (OpenID Connect Registration, section 2).
   */
  signing?: { accessToken?: SigningAlgorithm; idToken?: SigningAlgorithm }
  /** Whom a client assertion has to be addressed to: the issuer alone, or the token endpoint as well (RFC 7523, section 3). */
  assertionAudience?: 'issuer' | 'issuer-or-token-endpoint'
  /** `typ` of JWT access tokens: that of RFC 9068, or the plain one of servers older than it. */
  accessTokenType?: 'at+jwt' | 'JWT'
  /** What codes and opaque tokens look like. */
  tokenForms?: TokenForms
  /** Whether the client credentials grant gives a refresh token (RFC 6749, section 4.4.3 advises against it). */
  clientCredentialsRefresh?: boolean
  /** Whether a redemption has to repeat the redirect_uri (RFC 6749, section 4.1.3); one that is sent is compared either way. */
  redirectUriAtToken?: 'required' | 'optional'
  /** How answers look where they are not as the standards have them. */
  shapes?: readonly AnswerShape[]
  /** How the token and the revocation endpoint take parameters; RFC 6749 knows the form only. */
  bodies?: readonly BodyFormat[]
  /** Whose assertions count as grants; a published development key unless told. */
  trustedIssuers?: readonly TrustedIssuer[]
  /** Pages of which origins may read what programs are answered: those of the client's redirect URIs, any, or these. */
  cors?: CorsPolicy
  /** Where its endpoints are, such as `{ token: '/oauth/token' }`; metadata says so, and nothing is left at the usual path. */
  paths?: EndpointPaths
  /** Whether it publishes metadata; without, the well-known addresses are answered 404. */
  discovery?: boolean
  /** Further paths of its endpoints, such as `{ '/oauth/token': 'token' }` for an SDK that has them built in. */
  aliases?: Aliases
  redirectUris?: RedirectPolicy
  /** Whether a client nobody registered is refused, or taken with any secret and any redirect URI. */
  unknownClients?: 'refuse' | 'accept'
  /** The most entries kept of one kind (codes, access tokens, abandoned logins …); the oldest go first. */
  capacity?: number
}

/** Tenant options with every gap filled. */
export type TenantSettings = Required<Omit<TenantOptions, 'lifetimes' | 'dialect'>> & {
  dialect?: string | Dialect
  lifetimes: Lifetimes
  /** What the mock's own grants leave unchecked; empty but for defects. */
  unchecked: readonly GrantRule[]
}

/** What the mock calls itself. */
export interface AddressOptions {
  /** Issuer of the default tenant, when the mock is reached by another name than its address; `from-request` is the name of each request. */
  issuer?: string
  /** Where metadata points programs to: to the issuer's host, or to the one the metadata was asked for at. */
  backchannel?: 'issuer' | 'from-request'
  /** Whether Forwarded (RFC 7239) and X-Forwarded-Proto, -Host, -Port and -Prefix are believed: of nobody, of everybody, or of these addresses and CIDR ranges. */
  proxy?: ProxyTrust
  /** The host names the mock answers to besides its own, with or without port, `*.` for any below; every name unless told. */
  hosts?: readonly string[]
}

/** A certificate: the published one, a new one for these host names, or one of your own as PEM or in PEM files. */
export type TlsOptions =
  | 'development'
  | { hosts: readonly string[] }
  | { cert: string; key: string }
  | { certFile: string; keyFile: string }

/** Where several replicas of a mock keep their state together. */
export interface StoreOptions {
  /** Address of a Redis, such as redis://127.0.0.1:6379; needs the package `redis`. */
  redis: string
  /** What its keys begin with; `assay` unless told. */
  prefix?: string
}
/**
 * Who may control a mock over HTTP: whoever asks from this machine, at a name of this machine and not by way of a web
 * page elsewhere; nobody; or whoever has the token, from anywhere.
 */
export type ControlPolicy = 'loopback' | 'off' | { token: string }

/** Where the mock listens, what it calls itself, and its tenants. */
export interface MockOptions extends AddressOptions {
  /** Address to bind; 127.0.0.1 unless told. */
  host?: string
  /** Port to bind; 0 or absent picks a free one. */
  port?: number
  /** Speak TLS; the certificates the mock has or makes are for localhost, 127.0.0.1 and ::1. */
  tls?: TlsOptions
  /** Whether the TLS listener asks clients for a certificate, so that tenants added later can use it; told by itself where a tenant of these options wants it. */
  clientCertificates?: boolean
  /** Port of a second listener without TLS, which serves nothing; 0 picks a free one. */
  plainPort?: number
  /** Where codes, tokens and sessions are kept; in memory unless told. */
  store?: StoreOptions
  /** Who may control it over HTTP, at `/_assay`; `loopback` unless told. */
  control?: ControlPolicy
  /** The tenant at the issuer itself. */
  tenant?: TenantOptions
  /** Further tenants, each at `<issuer>/t/<name>`. */
  tenants?: Record<string, TenantOptions>
}
