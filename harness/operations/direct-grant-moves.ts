import type { Asked, AuthorizeOptions, Change, Walk } from '../moves.ts'

/** What reached the client of a walk, when something did. */
export type ClientResponse = NonNullable<Walk['response']>

/** Moves of the grants that hand out a token without a code. */
export interface DirectGrantMoves {
  /** A token request with the first user's name and password (RFC 6749 section 4.3.2), changed as asked. */
  password(change?: Change): Asked
  /** Asks for a token in the redirect (RFC 6749 section 4.2.1), logs in, consents, and reports where the walk ended. */
  implicit(options?: AuthorizeOptions): Promise<Walk>
  /** As implicit, and tells what reached the client; anything without an access_token blocks the check. */
  implicitToken(options?: AuthorizeOptions): Promise<ClientResponse>
  /** What an access token covers: by introspection, else its claims; undefined when neither tells. */
  tokenScope(accessToken: string): Promise<readonly string[] | undefined>
}
