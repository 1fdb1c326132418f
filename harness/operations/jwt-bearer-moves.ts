import type { Asked, Change } from '../moves.ts'

/** How an assertion differs from a correct one. */
export interface GrantAssertionChange {
  /** Claims to replace or add; null leaves one out. */
  readonly claims?: Readonly<Record<string, unknown>>
}

/** Moves of the grant with an assertion (RFC 7523 section 2.1). */
export interface JwtBearerMoves {
  /** A JWT as the issuer of the target file makes it, with a jti of its own; nothing is sent. */
  grantAssertion(change?: GrantAssertionChange): Promise<string>
  /**
   * Assertions that the issuer did not sign, by what they are, each with a jti of its own: unsigned, of a key nobody knows
   * under the issuer's key id, changed after signing, and sealed with the issuer's public key as secret. Nothing is sent.
   */
  forgedGrantAssertions(): Promise<Readonly<Record<string, string>>>
  /** Sends an assertion as grant; null sends none. */
  jwtBearer(assertion: string | null, change?: Change): Asked
}
