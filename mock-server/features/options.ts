/** A resource server beside the tenant's own (RFC 8707). */
export interface ResourceServerOptions {
  /** Space-delimited scopes it knows. */
  scope: string
  /** What `aud` of its access tokens says; its identifier unless told. */
  audience?: string
  /** Whether its access tokens are JWTs; as the tenant's unless told. */
  accessTokens?: 'opaque' | 'jwt'
  /** How long its access tokens live, in whole seconds; as the tenant's unless told. */
  lifetime?: number
}

/** Sender-constrained tokens by DPoP (RFC 9449): whether proofs may or must carry a nonce of the server. */
export interface DpopOptions {
  nonce?: 'optional' | 'required'
}

/** Mutual TLS (RFC 8705). */
export interface MtlsOptions {
  /** Certificates of the authorities trusted for `tls_client_auth`, PEM; without them only `self_signed_tls_client_auth` is offered. */
  ca?: string
  /** A header in which a proxy sends the client's certificate, as RFC 9440 writes it or as URL-encoded PEM. Anybody can send it: the mock must be reached through the proxy alone. */
  header?: string
}

/** Client-initiated backchannel authentication (OpenID Connect CIBA). */
export interface CibaOptions {
  /** How clients may learn that the user answered; `['poll']` unless told. */
  delivery?: ('poll' | 'ping')[]
  /** Who says yes: everybody at once, or a call of `tenant.ciba.approve`; `automatic` where `login` is. */
  approval?: 'automatic' | 'manual'
}

/** Who is told when a user signs out. */
export interface LogoutOptions {
  /** Clients with a `backchannel_logout_uri` get a logout token (OpenID Connect Back-Channel Logout). */
  backchannel?: boolean
  /** Clients with a `frontchannel_logout_uri` are loaded in a frame (OpenID Connect Front-Channel Logout). */
  frontchannel?: boolean
}

/** Extensions of a tenant; whatever is left out stays as a tenant without features has it. */
export interface FeatureOptions {
  /** Pushed authorization requests (RFC 9126); `optional` unless told. */
  par?: 'off' | 'optional' | 'required'
  /** DPoP (RFC 9449). Unless told, the token endpoint binds tokens and the tenant's resource knows only bearer tokens. */
  dpop?: boolean | DpopOptions
  mtls?: boolean | MtlsOptions
  /** Signed request objects (RFC 9101), by value and pushed. */
  jar?: 'optional' | 'required'
  /** Signed authorization responses: response_mode `jwt`, `query.jwt`, `fragment.jwt` and `form_post.jwt`. */
  jarm?: boolean
  /** Types of `authorization_details` the tenant knows (RFC 9396). */
  rar?: string[]
  /** Resource servers by identifier, which clients name in `resource` (RFC 8707). */
  resources?: Record<string, ResourceServerOptions>
  /** Whether the tenant's own resource has metadata, and names them in its challenges (RFC 9728), as MCP clients want it. */
  resourceMetadata?: boolean
  ciba?: boolean | CibaOptions
  logout?: LogoutOptions
  /** Whether clients may register for a subject of their own (OpenID Connect Core, section 8). */
  pairwise?: boolean
  /** Whether clients may register for encrypted ID Tokens and userinfo (JWE). */
  encryption?: boolean
  /** Whether clients may register for userinfo as a signed JWT. */
  signedUserinfo?: boolean
  /** Further response types, such as `code id_token`; clients have to be registered for them. */
  responseTypes?: string[]
  /** Whether clients may ask for single claims (OpenID Connect Core, section 5.5). */
  claimsParameter?: boolean
  /** Whether a client_id may be the https address of the client's metadata (OAuth Client ID Metadata Document), as MCP clients have it. */
  clientIdMetadata?: boolean
  /** Authentication context classes; the first one that a request asks for is what the login reaches. */
  acrValues?: string[]
}
