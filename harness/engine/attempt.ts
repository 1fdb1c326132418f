import type { CookieJar } from 'tough-cookie'

import type { Check } from '../check.ts'
import { NoAnswer } from '../http/answer.ts'
import { Line, type Recorded } from '../http/line.ts'
import { isAbsence } from '../http/silence.ts'
import type { UserAgent, Witness } from '../user-agents/user-agent.ts'
import { Blocked, Broken, NotApplicable, type Finding } from '../verdict.ts'
import type { Court } from './court.ts'
import { contextOf, type Hearing, type StepRecord } from './hearing.ts'
import { Stay, type Manner } from './pace.ts'
import { learn } from './record.ts'

/** How one run of a check's body ended. */
export type Ending =
  | { readonly kind: 'held' }
  | { readonly kind: 'broken'; readonly finding: Finding }
  | {
      readonly kind: 'blocked'
      readonly because: string
      readonly cause: string
      readonly transient: boolean
      /** The origin that gave no answer. */
      readonly silent?: string
    }
  | { readonly kind: 'not applicable'; readonly because: string }
  | { readonly kind: 'error'; readonly because: string }

/** One run of a check's body with what it did. */
export interface Attempt {
  readonly ending: Ending
  readonly steps: readonly StepRecord[]
  readonly exchanges: readonly Recorded[]
  readonly notes: readonly string[]
  /** PNGs of the pages on which walks ended, in order. */
  readonly pictures: readonly Uint8Array[]
  readonly worked: number
  readonly waited: number
  /** Whether what it held while it slept may have been ended by another check, as at servers that revoke broadly. */
  readonly disturbed: boolean
}

/** Runs a check's body once with a line and a user agent of its own. Never throws but when the run is aborted. */
export async function attempt(court: Court, check: Check, number: number, confirming = false): Promise<Attempt> {
  const line = new Line(court.transport)
  line.attempt = number
  line.insists = check.seeksLimits === true
  const stay = new Stay(court.hall, mannerOf(check, confirming), court.signal, court.pause)
  await stay.begin()
  // What disturbs others may use a session that they left, and leaves none to them.
  const reusable = check.alone !== true && !confirming
  const pictures: Uint8Array[] = []
  const witness = witnessOf(court, line, pictures)
  const agent = agentOn(court, line, confirming ? undefined : court.jars.pop(), witness)
  const hearing: Hearing = { court, check, line, agent, stay, confirming, steps: [], notes: [], tasks: [] }
  let ending: Ending
  try {
    court.signal.throwIfAborted()
    await withinPatience(
      check.run(contextOf(hearing)),
      () => stay.worked - line.rested,
      () => court.agents.patience(),
    )
    ending = { kind: 'held' }
    if (reusable) court.jars.push(agent.jar)
  } catch (error) {
    court.signal.throwIfAborted()
    ending = endingOf(error)
  } finally {
    await tidyUp(hearing)
    stay.end()
  }
  court.recorded.push(...line.exchanges.map((exchange) => ({ ...exchange, check: check.id })))
  const { steps, notes } = hearing
  const { worked, waited, disturbed } = stay
  return { ending, steps, exchanges: line.exchanges, notes, pictures, worked, waited, disturbed }
}

/** A check that disturbs others and has a pause disturbs only after it. */
function mannerOf({ alone, waits }: Check, confirming: boolean): Manner {
  const after = alone === true ? 'disturbing' : confirming ? 'alone' : 'shared'
  const before = waits !== undefined && !confirming ? 'shared' : after
  // One that disturbs would keep itself out, and those like it for as long as it takes.
  if (after === 'disturbing') return { before, after }
  // What comes back to disturb has a code or a device that may expire.
  return { before, after, guards: confirming ? 'all' : 'newcomers' }
}

/** A user agent of the check's own. A jar that another check has left behind may still be logged in. */
export function agentOn({ agents }: Pick<Court, 'agents'>, line: Line, jar?: CookieJar, witness?: Witness): UserAgent {
  return agents.agent(
    async (request) => {
      const { url } = request
      const answer = await line.send(request)
      return {
        status: answer.status,
        headers: answer.headers.map(([name, value]) => [name, value]),
        body: answer.body,
        url,
      }
    },
    jar,
    witness,
  )
}

/** Hides in pictures what the register holds, and what this line has heard before its check is over. */
function witnessOf({ secrets }: Court, line: Line, pictures: Uint8Array[]): Witness {
  return {
    hides() {
      for (const exchange of line.exchanges) learn(secrets, exchange)
      return (text) => secrets.redact(text) !== text
    },
    keep: (png) => pictures.push(png),
  }
}

/** What cannot be tidied up says nothing about the law. */
async function tidyUp({ tasks }: Hearing): Promise<void> {
  await Promise.allSettled(tasks.map((task) => task()))
}

function endingOf(error: unknown): Ending {
  if (error instanceof Broken) return { kind: 'broken', finding: error.finding }
  if (error instanceof NotApplicable) return { kind: 'not applicable', because: error.message }
  if (error instanceof Blocked) return blocked(error.message, error.message, error.transient)
  if (error instanceof NoAnswer) {
    if (!isAbsence(error.kind)) return blocked(error.message, error.message, false)
    const silent = new URL(error.request.url).origin
    return { ...blocked(error.message, `${silent} does not answer`, true), silent }
  }
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  return { kind: 'error', because: text }
}

function blocked(because: string, cause: string, transient: boolean): Extract<Ending, { kind: 'blocked' }> {
  return { kind: 'blocked', because, cause, transient }
}

/** Gives a check up when it has worked too long, pauses and rests of the server left out; milliseconds. */
async function withinPatience(work: Promise<void>, worked: () => number, patience: () => number): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const deadline = new Promise<never>((_, reject) => {
    const look = (): void => {
      const left = patience() - worked()
      if (left <= 0) reject(new Blocked(`the check did not end within ${patience() / 1000} s of work`))
      else timer = setTimeout(look, left + 50)
    }
    look()
  })
  try {
    await Promise.race([work, deadline])
  } finally {
    clearTimeout(timer)
  }
}
