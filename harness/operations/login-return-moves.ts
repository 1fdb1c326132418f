import type { AuthorizeOptions, Landing, Walk } from '../context.ts'

/** Where a walk ended in which a page of the server was opened with another return address. */
export interface Misdirected {
  readonly landing: Landing
  /** The address outside the server and the client that the user agent was sent to; undefined when it was not. */
  readonly left: string | undefined
  /** Whether the changed parameter was sent at all. */
  readonly sent: boolean
}

/** Moves about the addresses a login page is told to go back to. */
export interface LoginReturnMoves {
  /** Names of the parameters that tell the server's own pages where to go next, seen on a walk. Sends nothing. */
  returnParameters(walk: Walk): readonly string[]
  /** Walks anew in a fresh session with one such parameter changed; an address on a host of the value is never requested. */
  misdirect(parameter: string, value: string, options?: AuthorizeOptions): Promise<Misdirected>
}
