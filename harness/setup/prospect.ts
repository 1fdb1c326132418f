import type { Check } from '../check.ts'
import type { Capability } from '../target/capability-names.ts'
import type { Target } from '../target/target.ts'

/** What a capability would add if the target had it. */
export interface Locked {
  readonly capability: Capability
  /** What to add to the target file, or why it is absent. */
  readonly advice: string
  /** Checks that lack nothing else. */
  readonly unlocks: readonly string[]
  /** Checks that lack something else as well. */
  readonly partly: readonly string[]
}

/** What a run would do at a target, without doing it. */
export interface Prospect {
  readonly runs: readonly string[]
  /** Largest first. */
  readonly locked: readonly Locked[]
  /** Checks that go through the authorization endpoint. */
  readonly logins: number
  /** Checks that let time pass. */
  readonly waiting: readonly string[]
  /** The longest pause by the declared lifetimes, as far as pauses may go; seconds. */
  readonly longestPause: number
  /** A rough guess of the whole, seconds. */
  readonly seconds: number
}

const interactive: ReadonlySet<Capability> = new Set([
  'authorization',
  'authorization_code',
  'refresh_token',
  'implicit',
])

/** Requests of a check on an average, measured at the built-in mock. */
const requestsEach = 8

/** Says which checks a target gives work to; `latency` is the time of one request, milliseconds. */
export function prospectOf(target: Target, checks: readonly Check[], latency: number): Prospect {
  const runs = checks.filter(({ needs }) => needs.every((need) => target.has(need)))
  const waiting = runs.filter(({ waits }) => waits !== undefined)
  const longestPause = waiting.length === 0 ? 0 : pauseOf(target)
  const { concurrency, gap_ms: gap } = target.limits
  const each = Math.max(gap, latency / Math.min(concurrency, 16), 1) / 1000
  return {
    runs: runs.map(({ id }) => id),
    locked: lockedOf(target, checks),
    logins: runs.filter(({ needs }) => needs.some((need) => interactive.has(need))).length,
    waiting: waiting.map(({ id }) => id),
    longestPause,
    seconds: Math.ceil(longestPause + runs.length * requestsEach * each),
  }
}

function lockedOf(target: Target, checks: readonly Check[]): Locked[] {
  const absent = checks.map(({ id, needs }) => ({ id, lacks: needs.filter((need) => !target.has(need)) }))
  const capabilities = [...new Set(absent.flatMap(({ lacks }) => lacks))]
  const all = capabilities.map((capability): Locked => {
    const wanting = absent.filter(({ lacks }) => lacks.includes(capability))
    return {
      capability,
      advice: target.lacking(capability).replace(`${capability}: `, ''),
      unlocks: wanting.filter(({ lacks }) => lacks.length === 1).map(({ id }) => id),
      partly: wanting.filter(({ lacks }) => lacks.length > 1).map(({ id }) => id),
    }
  })
  return all.toSorted((a, b) => b.unlocks.length - a.unlocks.length || b.partly.length - a.partly.length)
}

function pauseOf({ lifetimes, limits }: Target): number {
  const {
    code = 600,
    access_token: access = 0,
    refresh_token: refresh = 0,
    device_code: device = 0,
    tolerance = 30,
  } = lifetimes
  const pauses = [code, access, refresh, device]
    .filter((lifetime) => lifetime > 0)
    .map((lifetime) => lifetime + tolerance)
  return Math.max(0, ...pauses.filter((pause) => pause <= limits.max_wait_s))
}
