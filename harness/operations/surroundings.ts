import type { Line } from '../http/line.ts'
import type { SeriesKind } from '../moves.ts'
import type { Client, Target } from '../target/target.ts'
import type { ProofKey } from './dpop-proof.ts'
import type { UserAgent } from '../user-agents/user-agent.ts'

/** What one check's operations work with: its own line and user agent, and what is known of the target. */
export interface Surroundings {
  readonly target: Target
  readonly line: Line
  readonly agent: UserAgent
  readonly memory: TargetMemory
  /** Series of issued values, made or being made, for every check that measures one. */
  readonly series: Map<SeriesKind, Promise<readonly string[]>>
  /** Has something tidied up when the check has ended, however it ended. */
  readonly atEnd?: (task: () => Promise<unknown>) => void
}

/** What the run has found out about a target and every check may rely on. */
export interface TargetMemory {
  /** Whether refresh tokens come only with offline_access and prompt=consent (OIDC Core 1.0 section 11). */
  needsOffline: boolean
  /** Whether the first user has been logged in: then a password that is turned down once is not the wrong one. */
  loggedIn: boolean
  /** Why the login of the first user ended that was tried by itself and turned down. */
  turnedDown: string | undefined
  /** client_id of every client that got no code without PKCE. */
  readonly needsPkce: Set<string>
  /** When each code arrived, milliseconds since the epoch. */
  readonly codes: Map<string, number>
  /** Those whose need came out only when a code without it was redeemed, which was lost by that. */
  readonly neededPkceLate: Set<string>
  /** client_id of every client whose token requests were refused without a DPoP proof (RFC 9449 section 5). */
  readonly needsProof: Set<string>
  /** The newest DPoP nonce of each address, without its query (RFC 9449 section 8). */
  readonly nonces: Map<string, string>
  /** What signs every DPoP proof: one key for all clients, so that no other protection can hide behind it. */
  proofKey: Promise<ProofKey> | undefined
  /** Access tokens as they were issued. */
  readonly issued: Map<string, Issued>
  /** Who sees the tokens of a client when it introspects them, by client_id. */
  readonly introspectors: Map<string, Client>
  /** Endpoints beside those for tokens → whether they take JSON bodies of clients that send them. */
  readonly takesJson: Map<string, boolean>
}

/** To whom an access token was issued, and whether it works only with a proof. */
export interface Issued {
  readonly client: Client
  readonly bound: boolean
}

/** What is known of a target before it was asked anything. */
export function newMemory(): TargetMemory {
  return {
    needsOffline: false,
    loggedIn: false,
    turnedDown: undefined,
    needsPkce: new Set(),
    codes: new Map(),
    neededPkceLate: new Set(),
    needsProof: new Set(),
    nonces: new Map(),
    proofKey: undefined,
    issued: new Map(),
    introspectors: new Map(),
    takesJson: new Map(),
  }
}
