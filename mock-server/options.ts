import type { JsonWebKeySet } from './keys/keyring.ts'

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
    | 'none'
  grant_types?: string[]
  redirect_uris?: string[]
  /** Space-delimited scopes the client may ask for; absent means every scope of the tenant. */
  scope?: string
  [metadata: string]: unknown
}

/** How long things live, in whole seconds, each at least 1. */
export interface Lifetimes {
  code: number
  access_token: number
  refresh_token: number
  client_credentials: number
  id_token: number
  session: number
  interaction: number
  grant: number
}

/**
 * When PKCE is demanded at the authorization endpoint (RFC 7636; RFC 9700, section 2.1.1); `unknown` is a server that is
 * older than PKCE and ignores its parameters.
 */
export type PkcePolicy = 'required' | 'required-for-public' | 'optional' | 'unknown'

/** Which refresh tokens are replaced on use (RFC 9700, section 4.14.2). */
export type RotationPolicy = boolean | 'public-only'

/** Who may register a client at run time (RFC 7591, section 3): nobody, anybody, or who has this initial access token. */
export type RegistrationPolicy = 'off' | 'open' | { token: string }

/** How one tenant behaves; whatever is left out is strict and sound. */
export interface TenantOptions {
  clients?: Client[]
  users?: User[]
  /** Every scope the tenant knows; `openid` is what turns ID Tokens and userinfo on. */
  scopes?: string[]
  /** Scopes given when a client asks for none (RFC 6749, section 3.3). */
  defaultScope?: string
  lifetimes?: Partial<Lifetimes>
  rotation?: RotationPolicy
  /** How long a replaced refresh token can still be used, whole seconds; 0 is not at all (RFC 9700, section 4.14.2). */
  rotationGrace?: number
  pkce?: PkcePolicy
  /** How a challenge is made from a verifier (RFC 7636, section 4.2). */
  pkceMethods?: ('S256' | 'plain')[]
  accessTokens?: 'opaque' | 'jwt'
  registration?: RegistrationPolicy
  /** Whether the metadata comes as a signed JWT too (RFC 8414, section 2.1). */
  signedMetadata?: boolean
  /** Members the metadata leaves out (RFC 8414, section 2). */
  unannounced?: string[]
  login?: 'password' | 'picker' | 'automatic'
  consent?: 'page' | 'automatic'
  /** Whether the address of the login page says in `return_to` where to go afterwards, as many servers have it. */
  returnTo?: boolean
  /** Ids of the defects that are on from the start. */
  defects?: string[]
  /** The protected resource: which scope a GET needs and which a POST needs. */
  resource?: { read: string; write: string }
  /** `development` shares fixed, published keys; `fresh` makes new ones; or bring private keys. */
  keys?: 'development' | 'fresh' | JsonWebKeySet
  /** The most entries kept of one kind (codes, access tokens, abandoned logins …); the oldest go first. */
  capacity?: number
}

/** Tenant options with every gap filled. */
export type TenantSettings = Required<Omit<TenantOptions, 'lifetimes'>> & { lifetimes: Lifetimes }

/** Where the mock listens, what it calls itself, and its tenants. */
export interface MockOptions {
  /** Address to bind; 127.0.0.1 unless told. */
  host?: string
  /** Port to bind; 0 or absent picks a free one. */
  port?: number
  /** Issuer of the default tenant, when the mock is reached by another name than its address. */
  issuer?: string
  /** The tenant at the issuer itself. */
  tenant?: TenantOptions
  /** Further tenants, each at `<issuer>/t/<name>`. */
  tenants?: Record<string, TenantOptions>
}
