import type { Line } from '../http/line.ts'
import type { SeriesKind } from '../moves.ts'
import type { Target } from '../target/target.ts'
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
  /** client_id of every client that got no code without PKCE. */
  readonly needsPkce: Set<string>
}
