/**
 * What published keys say of a signed JWT: `verified`; `unknown key` when none fits its kid and alg; `wrong` when one fits
 * and the signature is not its own; `unjudged` when no public key could tell (HS algorithms, none, no JWT, an algorithm
 * unknown here).
 */
export type SignatureState = 'verified' | 'unknown key' | 'wrong' | 'unjudged'

/** Moves about signatures. */
export interface SignatureMoves {
  /** Holds the signature of a JWT in compact form (RFC 7515 section 3.1) against public keys (RFC 7517 section 4). Sends nothing. */
  signature(jwt: string, keys: readonly Readonly<Record<string, unknown>>[]): Promise<SignatureState>
  /**
   * Copies of a JWT under HS256, by what was taken for the secret: the usual spellings of the published key that its kid
   * names, else of the first that is not for encryption (RFC 8725 section 2.1). None for any other text, for which nothing is
   * sent, and where no key can be read.
   */
  confused(jwt: string): Promise<Readonly<Record<string, string>>>
  /** The protected header of a JWT, unverified; undefined for any other text. Sends nothing. */
  joseHeader(jwt: string): Readonly<Record<string, unknown>> | undefined
}
