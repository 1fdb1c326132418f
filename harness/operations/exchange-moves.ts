import type { Asked, AuthorizeOptions, Change, Tokens } from '../moves.ts'

/** Moves of token exchange (RFC 8693 section 2.1). */
export interface ExchangeMoves {
  /** Tokens whose access token the exchanging client may present: of a user where there are users, else of a client. */
  subjectToken(options?: Pick<AuthorizeOptions, 'scope'>): Promise<Tokens>
  /** Exchanges an access token, with the audience and resource of the target file. */
  exchange(subjectToken: string, change?: Change): Asked
  /**
   * A JWT that says of itself what the token says, by its claims or by introspection, with alg none or signed by a key
   * nobody knows.
   */
  forgedToken(like: string, signature: 'none' | 'unknown key'): Promise<string>
}
