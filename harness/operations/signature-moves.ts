/**
 * What published keys say of a signed JWT: `verified`; `unknown key` when none fits its kid and alg; `wrong` when one fits
 * and the signature is not its own; `unjudged` when no public key could tell (HS algorithms, none, no JWT, an algorithm
 * unknown here).
 */
export type SignatureState = 'verified' | 'unknown key' | 'wrong' | 'unjudged'

/** Moves about signatures. They send nothing. */
export interface SignatureMoves {
  /** Holds the signature of a JWT in compact form (RFC 7515 section 3.1) against public keys (RFC 7517 section 4). */
  signature(jwt: string, keys: readonly Readonly<Record<string, unknown>>[]): Promise<SignatureState>
  /** The protected header of a JWT, unverified; undefined for any other text. */
  joseHeader(jwt: string): Readonly<Record<string, unknown>> | undefined
}
