import type { ProfileName } from '../../profile.ts'
import type { Capability } from '../capability-names.ts'
import type { WantedReport } from '../../wanted-reports.ts'
import type { Limits } from '../target.ts'
import type { StatedMetadata } from './metadata-names.ts'

/** Ways a client authenticates at the token endpoint (the register of RFC 7591, and a JSON body some servers take). */
export const clientAuthMethods = [
  'none',
  'client_secret_basic',
  'client_secret_post',
  'client_secret_json',
  'client_secret_jwt',
  'private_key_jwt',
  'tls_client_auth',
  'self_signed_tls_client_auth',
] as const

export type ClientAuthMethod = (typeof clientAuthMethods)[number]

/** How the resource owner is walked through login and consent. */
export const loginWays = ['auto', 'form', 'browser', 'script', 'manual', 'none'] as const

export type LoginWay = (typeof loginWays)[number]

type Texts = Readonly<Record<string, string>>

/** Keys as JSON Web Keys (RFC 7517 section 5). */
export interface KeySet {
  readonly keys: readonly Readonly<Record<string, unknown>>[]
}

/** A client as written. `jwks` may be the JSON text of a key set. */
export interface ClientEntry {
  readonly client_id: string
  readonly client_secret?: string
  readonly token_endpoint_auth_method?: ClientAuthMethod
  readonly token_endpoint_auth_signing_alg?: string
  readonly redirect_uris?: readonly string[]
  readonly grant_types?: readonly string[]
  readonly response_types?: readonly string[]
  readonly scope?: string
  /** A scope the server knows and does not allow this client. */
  readonly denied_scope?: string
  /** The resource server it stands for when it introspects, where that is another one than the target's resource. */
  readonly other_resource?: string
  readonly jwks?: string | KeySet
  /** Whether its access tokens are bound to a key (RFC 9449 section 5.2). */
  readonly dpop_bound_access_tokens?: boolean
  /** Whether its authorization requests have to be pushed (RFC 9126 section 6). */
  readonly require_pushed_authorization_requests?: boolean
  /** Certificate and private key, PEM (RFC 8705). */
  readonly tls?: { readonly certificate: string; readonly key: string }
}

/** A resource owner as written. `fields` answers further inputs of a login form, by input name; checks may lock the account where `may_be_locked` says so. */
export interface UserEntry {
  readonly username: string
  readonly password?: string
  readonly may_be_locked?: boolean
  readonly fields?: Texts
}

/** One move on a page: type a value into an input, tick a box, or press something, each named by CSS selector. */
export type LoginStep =
  | { readonly fill: string; readonly with: string }
  | { readonly check: string }
  | { readonly click: string }

export interface LoginEntry {
  readonly how?: LoginWay
  /** With `script`: the module whose default export walks; absolute once the file is completed. */
  readonly module?: string
  /** In a browser: further hosts that pages load scripts and data from. */
  readonly hosts?: readonly string[]
  /** With `manual`: how many logins a person is asked for in a run; 5 unless told. */
  readonly manual_logins?: number
  readonly steps?: readonly LoginStep[]
  /** Steps that allow on the consent page. */
  readonly consent?: readonly LoginStep[]
  /** Steps that refuse on the consent page. */
  readonly deny?: readonly LoginStep[]
}

export interface ResourceEntry {
  readonly url: string
  readonly method?: string
  /** A scope the resource demands. */
  readonly scope?: string
  /** A scope a client can get that the resource does not accept. */
  readonly scope_other?: string
  /** A call that changes something, on throw-away records only. */
  readonly write?: WriteEntry
}

/** A call of the resource that needs another scope than reading. */
export interface WriteEntry {
  /** The url of the resource unless told. */
  readonly url?: string
  readonly method?: string
  readonly scope: string
  /** Sent as JSON. */
  readonly body?: Readonly<Record<string, unknown>>
}

/** A resource that tells whose token it is. `name` and `email` are dotted paths into its JSON answer. */
export interface MeEntry {
  readonly url: string
  readonly name?: string
  readonly email?: string
  /** What it says to a token of client_credentials. */
  readonly client_credentials?: 'person' | 'refused'
}

/** What the documentation of the server promises beyond the standards. */
export interface DocumentationEntry {
  /** Where it stands, named in reports. */
  readonly source?: string
  /** `expires_in` of every access token, seconds. */
  readonly access_token_lifetime?: number
  /** Whether client_credentials comes with a refresh token. */
  readonly client_credentials_refresh?: boolean
  /** Whether the password grant comes with a refresh token. */
  readonly password_refresh?: boolean
  /** Whether a code is redeemed without redirect_uri. */
  readonly redirect_uri_optional?: boolean
  /** Whether client_id, redirect_uri and response_type make an authorization request. */
  readonly short_authorization_request?: boolean
  /** Members of the answer to a code. */
  readonly code_answer?: readonly string[]
  /** Whether every refresh gives a fresh refresh token. */
  readonly refresh_token_replaced?: boolean
  readonly jwt_access_tokens?: boolean
  /** Whether the API answers 401 without a valid token, and 403 when a scope is missing. */
  readonly api_statuses?: boolean
  /** Whether the API takes tokens from the Authorization header alone. */
  readonly header_only?: boolean
  /** Whether requests without TLS are refused and not merely redirected. */
  readonly http_rejected?: boolean
}

/** An issuer whose assertions the server takes as grants (RFC 7523 section 2.1). `jwks` may be the JSON text of a key set. */
export interface AssertionEntry {
  readonly issuer: string
  readonly subject: string
  /** The issuer of the target unless told. */
  readonly audience?: string
  readonly claims?: Texts
  /** The first private key that is not for encryption signs; it has to be asymmetric. */
  readonly jwks: string | KeySet
}

/** What a token exchange needs, and what the server's policy allows (RFC 8693). */
export interface TokenExchangeEntry {
  readonly audience?: string
  readonly resource?: string
  /** Whether an access token of a client is taken as actor_token. */
  readonly delegation?: boolean
  /** Whether scopes are translated between services. */
  readonly maps_scopes?: boolean
}

/** Dynamic registration (RFC 7591): what a registration endpoint wants to see. */
export interface RegistrationEntry {
  readonly initial_access_token?: string
  /** Metadata that every client has to be registered with. */
  readonly metadata?: Readonly<Record<string, unknown>>
}

/** Lifetimes as configured in the server, whole seconds. */
export interface LifetimesEntry {
  readonly code?: number
  readonly device_code?: number
  readonly access_token?: number
  readonly refresh_token?: number
  /** How long a rotated refresh token stays usable. */
  readonly refresh_overlap?: number
  /** How long after its end an artefact may still be accepted. */
  readonly tolerance?: number
}

/** A target as written. */
export interface TargetEntry {
  readonly name?: string
  readonly issuer: string
  readonly confirm?: boolean
  readonly discovery?: boolean
  readonly metadata?: StatedMetadata
  readonly clients?: Readonly<Record<string, ClientEntry>>
  readonly users?: Readonly<Record<string, UserEntry>>
  readonly login?: LoginEntry
  readonly resource?: ResourceEntry
  readonly me?: MeEntry
  readonly documentation?: DocumentationEntry
  /** What the audience parameter of token and authorization requests names. */
  readonly audience?: string
  /** Another API, whose tokens the resource has to refuse. */
  readonly second_audience?: string
  readonly assertion?: AssertionEntry
  readonly token_exchange?: TokenExchangeEntry
  readonly registration?: RegistrationEntry
  readonly scopes?: readonly string[]
  /** What clients address their assertions to, when it is not the issuer. */
  readonly assertion_audience?: string
  /** Whether access tokens of all clients are bound to a key, but of those that say otherwise. */
  readonly dpop_bound_access_tokens?: boolean
  readonly token_parameters?: Texts
  readonly authorization_parameters?: Texts
  readonly lifetimes?: LifetimesEntry
  readonly capabilities?: { readonly add?: readonly Capability[]; readonly remove?: readonly Capability[] }
  readonly limits?: Partial<Limits>
  readonly headers?: Texts
  readonly tls?: { readonly ca?: string; readonly insecure?: boolean }
  /** Origin at which the host of the issuer listens without TLS. */
  readonly plain_http?: string
}

/** The target file as written, after references are filled in; what `schema/config.schema.json` accepts. */
export interface ConfigEntry {
  readonly $schema?: string
  readonly profile?: ProfileName
  readonly out?: string
  readonly known?: string
  /** Formats as `kind` or `kind=path`. */
  readonly reports?: readonly string[]
  readonly targets: readonly TargetEntry[]
}

/** A client with defaults filled in. */
export interface ClientConfig extends ClientEntry {
  readonly token_endpoint_auth_method: ClientAuthMethod
  readonly redirect_uris: readonly string[]
  readonly jwks?: KeySet
}

/** A target with defaults filled in. */
export interface TargetConfig extends TargetEntry {
  readonly name: string
  readonly confirm: boolean
  readonly discovery: boolean
  readonly metadata: StatedMetadata
  readonly clients: Readonly<Record<string, ClientConfig>>
  readonly users: Readonly<Record<string, UserEntry>>
  readonly login: LoginEntry & { readonly how: LoginWay }
  readonly resource?: ResourceEntry & { readonly method: string }
  readonly assertion?: AssertionEntry & { readonly jwks: KeySet }
  readonly scopes: readonly string[]
  readonly token_parameters: Texts
  readonly authorization_parameters: Texts
  readonly lifetimes: LifetimesEntry
  readonly capabilities: { readonly add: readonly Capability[]; readonly remove: readonly Capability[] }
  readonly limits: Limits
  readonly headers: Texts
  readonly tls: { readonly ca?: string; readonly insecure: boolean }
}

/** The target file, valid and complete. Paths are absolute, counted from the folder of the file. */
export interface Config {
  readonly profile: ProfileName
  readonly out: string
  readonly known?: string
  readonly reports: readonly WantedReport[]
  readonly targets: readonly TargetConfig[]
}
