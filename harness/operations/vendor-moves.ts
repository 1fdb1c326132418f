import type { Answer } from '../http/answer.ts'
import type { Asked, Change, ResourceOptions, Tokens } from '../moves.ts'
import type { Client } from '../target/target.ts'

/** What a JSON token request sends in place of its members and header lines. */
export interface JsonRequest {
  /** The body as text; the members as JSON unless told. */
  readonly body?: string
  /** Header lines beside Accept and Content-Type, or in place of them. */
  readonly headers?: Readonly<Record<string, string>>
}

/** The moves vendors document beside the standards. */
export interface VendorMoves {
  /**
   * An access token for this scope, of the client's own where one may have the scope, else of a user; without a scope for the
   * first of the client. `set` changes the parameters of the request that asks for it.
   */
  tokenFor(scope?: string, set?: Change['set']): Promise<Tokens>
  /** The client that sends its secret in JSON and may use this grant; makes the check a skip when there is none. */
  jsonClient(grantType: string): Client
  /** Parameters of a correct request of the cheapest grant of the client, without credentials. */
  grantOf(client: Client): Promise<Readonly<Record<string, string>>>
  /** Whom a token is for: `aud` of introspection, else of its claims; undefined when neither tells. */
  audienceOf(accessToken: string): Promise<readonly string[] | undefined>
  /** A token request with one JSON object as body, credentials included; without Authorization header. */
  tokenInJson(client: Client, members: Readonly<Record<string, unknown>>, sent?: JsonRequest): Asked
  /** A call of an address with a bearer token in the header, and JSON as body where one is given. */
  call(
    url: string,
    accessToken: string,
    options?: Pick<ResourceOptions, 'method'> & { readonly json?: unknown },
  ): Promise<Answer>
}
