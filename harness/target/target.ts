import type { LoginSteps, Person } from '../user-agents/user-agent.ts'
import type { Capability } from './capability-names.ts'
import type { DocumentationEntry, KeySet, MeEntry, RegistrationEntry, WriteEntry } from './config/config.ts'

/** A client registered at the target (RFC 7591 names). */
export interface Client {
  /** Its name in the target file. */
  readonly name: string
  readonly client_id: string
  readonly client_secret: string | undefined
  readonly token_endpoint_auth_method: string
  readonly redirect_uris: readonly string[]
  /** Grant types it is registered for; undefined when the target file does not say. */
  readonly grant_types: readonly string[] | undefined
  /** Response types it is registered for; undefined when the target file does not say. */
  readonly response_types?: readonly string[] | undefined
  readonly scope: string | undefined
  /** A scope the server knows and does not allow this client. */
  readonly denied_scope: string | undefined
  /** Its private keys, which sign assertions (private_key_jwt). */
  readonly jwks?: KeySet | undefined
  /** The algorithm it is registered with for assertions; undefined when the target file does not say. */
  readonly token_endpoint_auth_signing_alg?: string | undefined
  /** The resource server it stands for when it introspects, where that is another one than the target's resource. */
  readonly other_resource?: string | undefined
  /** Whether its access tokens are bound to a key (RFC 9449 section 5.2). */
  readonly dpop_bound_access_tokens?: boolean | undefined
  /** Whether its authorization requests have to be pushed (RFC 9126 section 6). */
  readonly require_pushed_authorization_requests?: boolean | undefined
}

/**
 * What a check can ask for: `confidential` has credentials, `secret` a client_secret that it sends, `public` neither; `code` and
 * `refresh` may use those grants, `service`, `password` and `implicit` may use those of their names, `assertion` and `exchange`
 * are registered for jwt-bearer and token-exchange, `restricted` may not use a grant the target supports. `device` may use the
 * device grant, `other_device` is a second such client, and `no_device` is known not to be registered for it. `json` sends its
 * secret in a JSON body, `localhost` has a redirect URI at that host. Clients that send
 * a secret come before those that sign assertions.
 */
export type ClientRole =
  | 'any'
  | 'code'
  | 'refresh'
  | 'confidential'
  | 'secret'
  | 'json'
  | 'localhost'
  | 'second'
  | 'public'
  | 'other_public'
  | 'basic'
  | 'post'
  | 'client_secret_jwt'
  | 'private_key_jwt'
  | 'service'
  | 'password'
  | 'implicit'
  | 'one_redirect_uri'
  | 'restricted'
  | 'denied_scope'
  | 'assertion'
  | 'exchange'
  | 'device'
  | 'other_device'
  | 'confidential_device'
  | 'no_device'
  | 'other_resource'

export type EndpointName =
  | 'authorization'
  | 'token'
  | 'introspection'
  | 'revocation'
  | 'userinfo'
  | 'jwks'
  | 'device_authorization'
  | 'registration'
  | 'pushed_authorization_request'

/** Configured lifetimes of the target's artefacts, whole seconds; undefined when not declared. */
export interface Lifetimes {
  readonly code: number | undefined
  readonly device_code: number | undefined
  readonly access_token: number | undefined
  readonly refresh_token: number | undefined
  readonly refresh_overlap: number | undefined
  /** How long after its end an artefact may still be accepted before that is a broken law. */
  readonly tolerance: number | undefined
}

/** Manners towards a target. */
export interface Limits {
  /** Requests under way at once. */
  readonly concurrency: number
  /** Least time between two requests, milliseconds. */
  readonly gap_ms: number
  readonly request_timeout_ms: number
  readonly max_body_bytes: number
  readonly max_redirects: number
  /** Longest pause a check may make, seconds. */
  readonly max_wait_s: number
  /** Checks under way at once, where fewer than usual; with one, pauses do not overlap either. */
  readonly checks_at_once?: number
}

/** A server under judgement, resolved: metadata read, clients sorted, capabilities known. */
export interface Target {
  readonly name: string
  readonly issuer: string
  readonly metadata: Readonly<Record<string, unknown>>
  /** Members of the metadata that the target file states. */
  readonly stated: ReadonlySet<string>
  readonly scopes: readonly string[]
  readonly users: readonly Person[]
  /** Steps through login pages that are not recognised by themselves. */
  readonly loginSteps: LoginSteps | undefined
  readonly clients: readonly Client[]
  readonly lifetimes: Lifetimes
  readonly limits: Limits
  readonly tokenParameters: Readonly<Record<string, string>>
  /** What assertions of its clients are addressed to (RFC 7523 section 3). */
  readonly assertionAudience: string
  readonly authorizationParameters: Readonly<Record<string, string>>
  /** What the registration endpoint wants to see. */
  readonly registration: RegistrationEntry | undefined
  readonly resource:
    | {
        readonly url: string
        readonly method: string
        /** A scope it demands. */
        readonly scope?: string
        /** A scope a client can get that it does not accept. */
        readonly scope_other?: string
        /** A call that changes something, on throw-away records. */
        readonly write?: WriteEntry
      }
    | undefined
  /** A resource that tells whose token it is. */
  readonly me: MeEntry | undefined
  /** What the server's own documentation promises, as far as the target file says. */
  readonly documentation: DocumentationEntry | undefined
  /** The API that tokens are asked for, sent as the audience of token and authorization requests. */
  readonly audience: string | undefined
  /** Another API, whose tokens the resource has to refuse. */
  readonly secondAudience: string | undefined
  /** An issuer whose assertions it takes as grants; the first private key of `jwks` signs them. */
  readonly assertion:
    | {
        readonly issuer: string
        readonly subject: string
        readonly audience: string
        readonly claims: Readonly<Record<string, string>>
        readonly jwks: KeySet
      }
    | undefined
  /** Parameters of every token exchange, and what the server's policy allows. */
  readonly tokenExchange: {
    readonly parameters: Readonly<Record<string, string>>
    readonly delegation: boolean
    readonly mapsScopes: boolean
  }
  /** Origin at which the server answers without TLS, as far as the target file says; such as http://login.example:8080. */
  readonly plainHttp: string | undefined
  /** Certificates to trust beside the usual ones, PEM. */
  readonly authorities: string | undefined
  /** Where in the target file it is described. */
  readonly from: { readonly file: string; readonly line: number } | undefined
  has(capability: Capability): boolean
  /** Why a capability is absent and what to configure, one sentence. */
  lacking(capability: Capability): string
  /** A client for a role; makes the check a skip when there is none. */
  client(role: ClientRole): Client
  findClient(role: ClientRole): Client | undefined
  /** The best confidential client beside this one; makes the check a skip when there is none. */
  otherThan(client: Client): Client
  /** The client of a role and, since many servers treat it in code of its own, a public one where that is another. */
  kinds(role: 'code' | 'refresh'): readonly Client[]
  /** Whether the client is registered for a grant type, as far as the target file says. */
  allows(client: Client, grantType: string): boolean
  /** Absolute URL; makes the check a skip when the target has no such endpoint. */
  endpoint(name: EndpointName): string
}
