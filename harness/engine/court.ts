import type { CookieJar } from 'tough-cookie'

import type { Secrets } from '../evidence/redactor.ts'
import type { Recorded } from '../http/line.ts'
import type { Transport } from '../http/transport.ts'
import type { Surroundings, TargetMemory } from '../operations/surroundings.ts'
import type { ProfileName } from '../profile.ts'
import type { SetUp } from '../setup/set-up.ts'
import type { Target } from '../target/target.ts'
import type { Agents } from './agents.ts'
import type { Hall } from './hall.ts'
import type { Pause } from './pace.ts'

/** An exchange and the check it belongs to. */
export interface Heard extends Recorded {
  readonly check: string
}

/** All that judging the checks of one target shares. */
export interface Court {
  readonly target: Target
  readonly transport: Transport
  /** The run's register of secrets. */
  readonly secrets: Secrets
  readonly memory: TargetMemory
  readonly series: Surroundings['series']
  readonly hall: Hall
  readonly agents: Agents
  /** Cookies of logged-in sessions that no check is using; each serves one check at a time. */
  readonly jars: CookieJar[]
  /** What all checks have said and heard, for those that judge the whole. */
  readonly recorded: Heard[]
  /** Finds out whether what went wrong is the fault of the target file. */
  readonly setUp: SetUp
  readonly profile: ProfileName
  readonly signal: AbortSignal
  /** How a check's pauses pass, when not by sleeping. */
  readonly pause: Pause | undefined
  onWaiting(check: string, seconds: number, why: string): void
}
