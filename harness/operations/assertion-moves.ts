import type { Answer } from '../http/answer.ts'
import type { Client } from '../target/target.ts'

/** How a client assertion differs from the right one. */
export interface AssertionOptions {
  /** Claims to replace or add; null removes one. Times are seconds since the epoch. */
  readonly claims?: Readonly<Record<string, unknown>>
  /** Header members to replace or add; null removes one. Its alg says how the assertion is signed. */
  readonly header?: Readonly<Record<string, unknown>>
  /** Who signs instead: a key or secret that nobody registered, another client, or a text as shared secret. */
  readonly signer?: 'stranger' | Client | { readonly secret: string | Uint8Array }
  /** Whether the header holds the public key that fits the signature (RFC 7515 section 4.1.3). */
  readonly keyInHeader?: boolean
  /** What is changed after it was signed. */
  readonly altered?: 'signature' | 'claims'
}

/** Assertions to try, by what is special about them: changes of a good one, or finished ones in compact form. */
export type AssertionTries = Readonly<Record<string, AssertionOptions | string>>

/** The answer to a token request with an assertion, and what was special about it, in words. */
export interface TriedAssertion {
  readonly about: string
  readonly answer: Answer
}

/** Moves around client assertions (RFC 7523 section 2.2). */
export interface AssertionMoves {
  /** An assertion of a client with a fresh jti, valid for a minute, changed as asked; compact form. Sends nothing. */
  assertion(client: Client, options?: AssertionOptions): Promise<string>
  /** A client for each way of signing assertions that the target's clients use. Sends nothing. */
  signers(): readonly Client[]
  /** A token request of the client with each of these assertions, one after the other. */
  tryAssertions(client: Client, tries: AssertionTries): Promise<readonly TriedAssertion[]>
  /** What an attacker may take for a shared secret: the client's public key in its usual spellings, by name. */
  publicKeySpellings(client: Client): Readonly<Record<string, string | Uint8Array>>
  /** Of these signature algorithms those that the client's key fits (RFC 7518 section 3.1). */
  fittingAlgorithms(client: Client, algorithms: readonly string[]): readonly string[]
}
