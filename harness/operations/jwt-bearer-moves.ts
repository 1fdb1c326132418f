import type { Asked, Change } from '../moves.ts'

/** How an assertion differs from a correct one. */
export interface GrantAssertionChange {
  /** Claims to replace or add; null leaves one out. */
  readonly claims?: Readonly<Record<string, unknown>>
  /**
   * What stands in the place of the issuer's signature: none at all (alg none), that of a key nobody knows under the
   * issuer's key id, the one of other claims, or an HMAC with the issuer's public key (PEM) as secret.
   */
  readonly signature?: Forgery
}

export type Forgery = 'none' | 'unknown key' | 'other claims' | 'public key as secret'

/** Moves of the grant with an assertion (RFC 7523 section 2.1). */
export interface JwtBearerMoves {
  /** A JWT as the issuer of the target file makes it, with a jti of its own; nothing is sent. */
  grantAssertion(change?: GrantAssertionChange): Promise<string>
  /** Sends an assertion as grant; null sends none. */
  jwtBearer(assertion: string | null, change?: Change): Asked
}
