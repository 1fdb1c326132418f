import type { Claims } from '../claims/rule.ts'

/** Somebody who is not among the users of the tenant and cannot log in, but whose tokens work. */
export interface Guest {
  sub: string
  claims?: Claims
}

/** What to issue: the whole answer of a token endpoint, or one thing. */
export type IssueKind = 'tokens' | 'access_token' | 'id_token' | 'refresh_token' | 'authorization_code'

/** What to issue, to whom, and how it is to differ from what a flow would give. All of it is plain JSON. */
export interface IssueWish<Kind extends IssueKind = IssueKind> {
  /** `tokens` unless told: access token, ID Token with the scope openid, refresh token where the client may use one. */
  kind?: Kind
  /** A username or subject, or somebody made up; without a user it is the client's own access token. */
  user?: string | Guest
  /** The client; the first of the tenant unless told. */
  client?: string
  /** Space-delimited; the tenant's default scope unless told. Whether the client may have it is not asked. */
  scope?: string
  /** The grant type that the tokens seem to come from. */
  grant?: string
  /** Claims to add or replace in every JWT and introspection answer of what is issued; `null` removes one. */
  claims?: Claims
  /** The form of the access token; as the tenant has it unless told, and a JWT where `alg`, `header` or `tamper` are given. */
  format?: 'opaque' | 'jwt'
  /** How JWTs are signed: an algorithm the tenant has a key for, `HS256` and its like with `secret`, `none`, or a name that does not exist. */
  alg?: string
  /** The key of an HMAC; the secret of the client unless told. */
  secret?: string
  /** Members of the JWT header to add or replace, such as `typ` or `kid`; `null` removes one. */
  header?: Record<string, unknown>
  /** Whether the signature of JWTs is broken after signing. */
  tamper?: boolean
  /** Seconds it lives; negative for one that has expired. */
  expiresIn?: number
  /** Seconds until an access token is valid (`nbf`); negative for the past. */
  notBefore?: number
  /** The nonce of the ID Token (OpenID Connect Core, section 3.1.2.1). */
  nonce?: string
  /** Where an authorization code was sent to; the first one of the client unless told. */
  redirect_uri?: string
  /** The challenge of an authorization code (RFC 7636, section 4.3). */
  code_challenge?: string
  code_challenge_method?: 'S256' | 'plain'
}

/** An access token, in the members of a token answer (RFC 6749, section 5.1); `expires_in` in seconds. */
export interface IssuedToken {
  access_token: string
  token_type: string
  expires_in: number
  scope: string
}

/** A whole token answer. */
export interface IssuedTokens extends IssuedToken {
  id_token?: string
  refresh_token?: string
}

/** An ID Token; `expires_in` in seconds. */
export interface IssuedIdToken {
  id_token: string
  expires_in: number
}

/** A refresh token; `expires_in` in seconds. */
export interface IssuedRefreshToken {
  refresh_token: string
  expires_in: number
  scope: string
}

/** An authorization code with what redeeming it takes; `expires_in` in seconds. */
export interface IssuedCode {
  code: string
  redirect_uri: string
  expires_in: number
  scope: string
}

/** What each kind gives. */
export interface Issued {
  tokens: IssuedTokens
  access_token: IssuedToken
  id_token: IssuedIdToken
  refresh_token: IssuedRefreshToken
  authorization_code: IssuedCode
}
