import type { Answer } from '../http/answer.ts'
import type { Client } from '../target/target.ts'

/** The answer to a registration, and the client when there is one now. */
export interface Registered {
  readonly answer: Answer
  readonly client: Client | undefined
}

/** Moves of dynamic client registration. */
export interface RegistrationMoves {
  /**
   * Asks for a client with this metadata (RFC 7591 section 3.1). Where the server lets a client be taken back (RFC 7592
   * section 2.3), that is done when the check has ended. A registration endpoint that wants an initial access token makes
   * the check not applicable.
   */
  register(metadata: Readonly<Record<string, unknown>>): Promise<Registered>
}
