import { createHash, randomBytes } from 'node:crypto'

/** A code_verifier of 43 characters with 256 bits of entropy (RFC 7636 section 4.1). */
export function newVerifier(): string {
  return randomBytes(32).toString('base64url')
}

/** The S256 code_challenge of a verifier (RFC 7636 section 4.2). */
export function challengeOf(verifier: string): string {
  return createHash('sha256').update(verifier).digest('base64url')
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

/** Random letters and digits. */
export function randomText(length: number): string {
  return Array.from(randomBytes(length), (byte) => alphabet[byte % alphabet.length]).join('')
}
