import type { Check } from '../check.ts'
import type { Context, Step } from '../context.ts'
import type { Line } from '../http/line.ts'
import { law } from '../judgements/judge.ts'
import { bits, mostBits } from '../measures/bits.ts'
import { pattern } from '../measures/pattern.ts'
import { nearMiss } from '../operations/near-miss.ts'
import { operations } from '../operations/operations.ts'
import { randomText } from '../operations/pkce.ts'
import type { UserAgent } from '../user-agents/user-agent.ts'
import { Blocked, NotApplicable } from '../verdict.ts'
import type { Court } from './court.ts'
import { expiryGuards } from './expiry-guards.ts'
import type { Stay } from './pace.ts'
import { recordingOf, silencesOf } from './recording.ts'

export interface StepRecord {
  readonly name: string
  readonly ok: boolean
  readonly ms: number
  readonly exchanges: readonly string[]
}

/** One run of a check's body: with what it works, and what it leaves. */
export interface Hearing {
  readonly court: Court
  readonly check: Check
  readonly line: Line
  readonly agent: UserAgent
  readonly stay: Stay
  /** Whether it is to confirm what an earlier one found. */
  readonly confirming: boolean
  readonly steps: StepRecord[]
  readonly notes: string[]
  /** To be done when the body has ended, however it ended. */
  readonly tasks: (() => Promise<unknown>)[]
}

/** All that the body of a check can touch. */
export function contextOf(hearing: Hearing): Context {
  const { court, check, line, stay, steps, notes } = hearing
  const { target } = court
  return {
    op: operations(surroundings(hearing)),
    step: Object.fromEntries(Object.keys(check.steps).map((name) => [name, stepOf(name, line, steps)])),
    law,
    target,
    profile: court.profile,
    expired: expiryGuards(target.lifetimes),
    recording: (endpoint) => recordingOf(court, endpoint),
    silences: () => silencesOf(court),
    wait(seconds, why) {
      court.onWaiting(check.id, seconds, why)
      return stay.sleep(seconds, why, target.limits.max_wait_s)
    },
    notApplicable(reason) {
      throw new NotApplicable(reason)
    },
    blocked(reason, options) {
      throw new Blocked(reason, options)
    },
    note(text) {
      notes.push(text)
    },
    measure: { bits, mostBits, pattern },
    random: randomText,
    nearMiss,
  }
}

function surroundings({ court, line, agent, confirming, tasks }: Hearing): Parameters<typeof operations>[0] {
  const { target, memory } = court
  // What confirms a finding measures values of its own.
  const series = confirming ? new Map() : court.series
  return { target, line, agent, memory, series, atEnd: (task) => tasks.push(task) }
}

function stepOf(name: string, line: Line, steps: StepRecord[]): Step {
  return async (action) => {
    const first = line.exchanges.length
    const started = performance.now()
    line.step = name
    let ok = false
    try {
      const result = await action()
      ok = true
      return result
    } finally {
      const exchanges = line.exchanges.slice(first).map(({ id }) => id)
      steps.push({ name, ok, ms: Math.round(performance.now() - started), exchanges })
      line.step = 'between'
    }
  }
}
