import type { Answer, NoAnswer } from './http/answer.ts'
import type { JwtBearerMoves } from './operations/jwt-bearer-moves.ts'
import type { ExchangeMoves } from './operations/exchange-moves.ts'
import type { AssertionMoves, AssertionOptions } from './operations/assertion-moves.ts'
import type { SilenceMoves } from './operations/silence-moves.ts'
import type { DirectGrantMoves } from './operations/direct-grant-moves.ts'
import type { RequestOptions } from './operations/request.ts'
import type { DeviceMoves } from './operations/device-moves.ts'
import type { TransportMoves } from './operations/transport-moves.ts'
import type { LoginReturnMoves } from './operations/login-return-moves.ts'
import type { RegistrationMoves } from './operations/registration-moves.ts'
import type { SignatureMoves } from './operations/signature-moves.ts'
import type { VendorMoves } from './operations/vendor-moves.ts'
import type { Redirected } from './redirected.ts'
import type { Client, Target } from './target/target.ts'

/** A code as the client received it, with all that a correct redemption needs. */
export interface Code {
  readonly value: string
  readonly client: Client
  readonly redirectUri: string
  readonly verifier: string | undefined
  readonly challenge: string | undefined
  readonly scope: string | undefined
  /** When it arrived, milliseconds since the epoch. */
  readonly at: number
}

/** Where a walk through the authorization endpoint ended (RFC 6749 sections 4.1.2 and 4.1.2.1). */
export type Landing =
  | { readonly kind: 'code'; readonly code: Code; readonly url: string }
  | { readonly kind: 'error'; readonly error: string; readonly description: string | undefined; readonly url: string }
  | {
      readonly kind: 'page'
      readonly status: number
      readonly title: string
      readonly text: string
      readonly url: string
      /** Why the walk ended here. */ readonly stuck: string
      /** The page may not be a refusal: a form was left unanswered. */ readonly lost: boolean
      /** The error of the answer, where the request was pushed and no page was asked for (RFC 9126 section 2.3). */
      readonly pushed?: string
    }

/** Members of a successful token answer (RFC 6749 section 5.1) and the client it was made to. */
export interface Tokens {
  readonly access_token: string
  readonly refresh_token: string | undefined
  readonly scope: string | undefined
  /** Seconds. */
  readonly expires_in: number | undefined
  readonly client: Client
  readonly answer: Answer
}

/** Tokens of which one renews the others (RFC 6749 section 6). */
export interface Lasting extends Tokens {
  readonly refresh_token: string
}

/** Parameters of an authorization request that a check wants otherwise than usual. */
export interface AuthorizeOptions {
  /** Client and PKCE as in an earlier flow, so that a request differs from it by one fault only. */
  readonly like?: Code
  readonly client?: Client
  /** Scope to ask for; the target's first scope when absent, no scope parameter when null. */
  readonly scope?: string | null
  /**
   * Without a word PKCE is left out where the server lets the client do without, so that every other protection has to
   * stand by itself; 'S256' uses it, 'omit' leaves it out whatever comes.
   */
  readonly pkce?: 'S256' | 'omit'
  readonly verifier?: string
  readonly redirectUri?: string
  /** Further parameters; null removes one that would be sent. */
  readonly parameters?: Readonly<Record<string, string | null>>
  /** Sends one parameter twice, with the two values made from the right one. */
  readonly repeat?: Change['repeat']
  /** GET unless told otherwise; POST sends the parameters as a form. */
  readonly method?: 'GET' | 'POST'
  /** Who logs in; the first user of the target unless told. Another needs a visitor that is not known yet. */
  readonly user?: Target['users'][number]
  /** `fresh` starts without cookies and logs in anew; `anonymous` starts without cookies and fills in no form. */
  readonly visitor?: 'known' | 'fresh' | 'anonymous'
  /** What the user says on the consent page. */
  readonly consent?: 'allow' | 'deny'
}

/** How the request of a knock differs from the correct one. */
export interface Knock {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  /** Rewrites the encoded query, for requests that no correct client would send. */
  readonly raw?: (query: string) => string
}

/** From where another site has a form sent: a browser without cookies, or the user's own, whose cookies may go along. */
export type Forgery = 'no cookies' | 'own browser'

/** A walk through the authorization endpoint with all that was seen on the way. */
export interface Walk {
  readonly landing: Landing
  /** What reached the client: every parameter of its redirect, and where it stood; undefined when nothing did. */
  readonly response:
    | { readonly parameters: URLSearchParams; readonly how: 'query' | 'fragment' | 'form_post'; readonly url: string }
    | undefined
  /** Every answer, in order. */
  readonly answers: readonly Answer[]
  /** What the user agent did at each, in words. */
  readonly deeds: readonly string[]
  /** Why the user agent got no further, where it ended on a page that nobody can call a refusal: pages that count may be missing. */
  readonly lost?: string
}

export type SecretMethod = 'client_secret_basic' | 'client_secret_post' | 'none'

/** How a token request differs from the correct one. */
export interface Change {
  /** Body parameters to replace or add; null removes one. */
  readonly set?: Readonly<Record<string, string | null>>
  /** Body parameters appended as they are, so that a name can occur twice. */
  readonly append?: readonly (readonly [string, string])[]
  /** Sends one body parameter twice, with the two values made from the right one. */
  readonly repeat?: { readonly name: string; readonly values: (right: string) => readonly [string, string] }
  /** Rewrites the encoded body, for bodies that no correct client would send. */
  readonly raw?: (body: string) => string
  /** Sends each character of the body as one byte, for bodies that are no UTF-8. */
  readonly bytes?: true
  /** Parameters put into the query of the URL. */
  readonly query?: Readonly<Record<string, string>>
  /** POST unless told otherwise; a method without a body puts the parameters into the query. */
  readonly method?: string
  /** Sends the body parameters as one JSON object in place of a form. */
  readonly json?: boolean
  /** Another method than the client's own; 'none' sends client_id only, 'nothing' does not name the client at all. */
  readonly auth?: SecretMethod | 'nothing'
  /** Another secret than the client's; a client that signs with a key gets a strange key. */
  readonly secret?: string
  /** What the assertion of a client that signs one is like, or the assertion itself; others ignore it. */
  readonly assertion?: AssertionOptions | string
  readonly clientId?: string
  /** The client that authenticates, when it is not the one the grant belongs to. */
  readonly client?: Client
  /** Header lines to add or replace. */
  readonly headers?: Readonly<Record<string, string>>
}

/** What differs in a request about a token from a correct one. */
export interface AboutToken extends Change {
  /** Sent as token_type_hint (RFC 7009 section 2.1, RFC 7662 section 2.1). */
  readonly hint?: string
}

/** A request on its way: awaited it is the answer; `tokens()` demands success and blocks the check otherwise. */
export interface Asked extends PromiseLike<Answer> {
  tokens(): Promise<Tokens>
  /** The answer, or the reason why none came, when a check judges silence itself. */
  outcome(): Promise<Answer | NoAnswer>
}

/** How a call of the resource differs from one with a bearer token in the header. */
export interface ResourceOptions {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  /** Authorization header lines in place of the usual one; an empty list sends none. */
  readonly authorization?: readonly string[]
  /** Parameters put into the query of the URL. */
  readonly query?: Readonly<Record<string, string>>
  /** Parameters sent as a form body; they need a method that has one. */
  readonly form?: Readonly<Record<string, string>>
}

/** What servers issue in series. */
export type SeriesKind = 'code' | 'access_token' | 'refresh_token'

export type { Device, Verification } from './operations/device-moves.ts'

/** The moves of the protocol. They make requests and return answers of any status; they never judge. */
export interface Operations
  extends
    AssertionMoves,
    DeviceMoves,
    DirectGrantMoves,
    ExchangeMoves,
    JwtBearerMoves,
    LoginReturnMoves,
    RegistrationMoves,
    SignatureMoves,
    SilenceMoves,
    TransportMoves,
    VendorMoves {
  /** Completes a code flow; anything but a code blocks the check. */
  authorize(options?: AuthorizeOptions): Promise<Code>
  /** Sends an authorization request, logs in, consents, and reports where the walk ended. */
  authorization(options?: AuthorizeOptions): Promise<Landing>
  /** As authorization, with everything that was seen on the way. */
  walk(options?: AuthorizeOptions): Promise<Walk>
  /** Walks as a fresh visitor who is asked to consent, too, where the server can be made to ask again. */
  walkAnew(options?: AuthorizeOptions): Promise<Walk>
  /** Walks to the last form before the code and has another site send it; undefined when there is no form. */
  forge(options: AuthorizeOptions, how: Forgery): Promise<Walk | undefined>
  /** The first answer to an authorization request sent without cookies; follows nothing. */
  knock(options?: AuthorizeOptions, change?: Knock): Promise<Answer>
  /** Repeats the request that gave a code, once for each of these redirect_uris (what is special → URI). */
  redirectTo(
    code: Code,
    uris: Readonly<Record<string, string>>,
    change?: Pick<AuthorizeOptions, 'parameters' | 'repeat' | 'method'>,
  ): Promise<readonly Redirected[]>
  redeem(code: Code, change?: Change): Asked
  refresh(tokens: Pick<Tokens, 'refresh_token' | 'client'>, change?: Change): Asked
  clientCredentials(change?: Change): Asked
  /** A correct token request of the cheapest grant the client may use, changed as asked. */
  anyGrant(change?: Change): Asked
  /** A token request with just these body parameters, authenticated as the client. */
  token(client: Client, parameters: Readonly<Record<string, string>>, change?: Change): Asked
  /** Tokens of a user, from the cheapest user grant, with a refresh token where the server gives one. */
  userTokens(options?: AuthorizeOptions): Promise<Tokens>
  /** As userTokens, but a missing refresh token makes the check not applicable. */
  refreshable(options?: AuthorizeOptions): Promise<Lasting>
  /** Refreshes with success; the refresh token is the one in force then, a new one only where the server rotates. */
  renew(tokens: Tokens, change?: Change): Promise<Lasting>
  resource(accessToken: string, options?: ResourceOptions): Asked
  /** Asks about a token (RFC 7662 section 2.1) as the confidential client, changed as asked; `set: { token: null }` sends none. */
  introspect(token: string, change?: AboutToken): Asked
  /** Those that can ask about a token of this client: itself, then the others that send a secret. Sends nothing. */
  callers(owner: Client): readonly Client[]
  /** Asks for the end of a token (RFC 7009 section 2.1) as the confidential client, changed as asked. */
  revoke(token: string, change?: AboutToken): Asked
  /** The answer at the well-known location of a metadata document, fetched afresh; follows nothing. */
  metadata(document: 'oauth-authorization-server' | 'openid-configuration'): Promise<Answer>
  /** A plain request to an absolute URL of the server, without credentials; follows nothing. */
  request(url: string, options?: RequestOptions): Promise<Answer>
  /** The claims of a JWT, unverified; undefined for any other token. Sends nothing. */
  claims(token: string): Readonly<Record<string, unknown>> | undefined
  /** What the access token of a token answer covers: by introspection, else its claims, else the answer; undefined when none tells. */
  scopeOf(answer: Answer): Promise<readonly string[] | undefined>
  /** Twelve values of a kind in the order of issue, from the cheapest grant that gives it; a run makes a series once. */
  series(kind: SeriesKind): Promise<readonly string[]>
  /** Sends n requests at the same moment over connections opened before. */
  race(n: number, send: (index: number) => Asked): Promise<readonly (Answer | NoAnswer)[]>
}

export type * from './operations/transport-moves.ts'
export type * from './operations/vendor-moves.ts'
