import type { Check } from '../check.ts'
import type { Recorded } from '../http/line.ts'
import { citeLaw, promises, type Law } from '../law.ts'
import { activeLaw } from '../profile.ts'
import { doubtSentence, type Doubt } from '../setup/doubt.ts'
import { verdictOf, type Finding, type Verdict } from '../verdict.ts'
import { aside } from './aside.ts'
import { attempt, type Attempt, type Ending } from './attempt.ts'
import type { Court } from './court.ts'
import type { StepRecord } from './hearing.ts'
import type { Distribution } from './repeat.ts'
import { settle } from './settle.ts'

/** The outcome of a check at a target, unredacted. */
export interface Judged {
  readonly verdict: Verdict
  readonly finding: Finding | undefined
  readonly because: string
  readonly unstable: boolean
  readonly attempts: number
  readonly steps: readonly StepRecord[]
  readonly notes: readonly string[]
  readonly worked: number
  readonly waited: number
  readonly exchanges: readonly Recorded[]
  /** The last page on which a walk of a check ended that came to nothing good; PNG. */
  readonly picture?: Uint8Array
  /** What blocked it, in words shared by all checks blocked by the same thing. */
  readonly cause: string | undefined
  /** When it was judged several times: how often each verdict was reached. */
  readonly distribution?: Distribution
}

/** Judges one check: capabilities, body, retries of network trouble, and a second judgement of every failure and of what silence told. */
export async function judge(court: Court, check: Check): Promise<Judged> {
  const absent = check.needs.find((need) => !court.target.has(need))
  if (absent !== undefined) return skipped(court.target.lacking(absent))
  const attempts = await settle(court, check)
  const last = attempts[attempts.length - 1]
  if (last === undefined) throw new Error(`check ${check.id} was never run`)
  const doubt = await doubted(court, last)
  if (doubt !== undefined) return judged(court, check, attempts, doubt, false)
  if (last.ending.kind !== 'broken' || !needsConfirmation(court, check, last, last.ending.finding)) {
    return judged(court, check, attempts, last.ending, false)
  }
  const second = await attempt(court, check, attempts.length + 1, true)
  const all = [...attempts, second]
  if (second.ending.kind === 'broken') return judged(court, check, all, second.ending, false)
  if (second.ending.kind === 'blocked')
    return judged(court, check, all, unconfirmed(last.ending.finding, second.ending), false)
  // Another check may have ended what this one held; undisturbed the server was not seen to break the law.
  if (last.disturbed) return judged(court, check, all, second.ending, false)
  const crowding = await crowded(court, last)
  return judged(court, check, all, crowding ?? last.ending, crowding === undefined)
}

/** A failure; and anything said of a server that left a request unanswered, or of what another check may have ended. */
function needsConfirmation(court: Court, check: Check, { exchanges, disturbed }: Attempt, finding: Finding): boolean {
  const unanswered = exchanges.some(({ response }) => response === undefined)
  return disturbed || unanswered || verdictFor(court, check, finding) === 'fail'
}

/** What went wrong for a fault of the target file says nothing about the server. */
async function doubted(court: Court, { ending, exchanges }: Attempt): Promise<Ending | undefined> {
  if (ending.kind !== 'broken' && (ending.kind !== 'blocked' || ending.transient)) return undefined
  const { kind } = ending
  return explained(court, ({ setUp }) => setUp.explains(exchanges, kind))
}

/** Nor does what went wrong beside other checks and well alone, where these end what it held. */
async function crowded(court: Court, { exchanges }: Attempt): Promise<Ending | undefined> {
  return explained(court, ({ setUp }) => setUp.explainsCrowding(exchanges))
}

async function explained(
  court: Court,
  find: (court: Court) => Promise<Doubt | undefined>,
): Promise<Ending | undefined> {
  const doubt = await aside(court, find)
  if (doubt === undefined) return undefined
  const because = doubtSentence(doubt)
  return { kind: 'blocked', because, cause: because, transient: false }
}

function judged(court: Court, check: Check, attempts: readonly Attempt[], ending: Ending, unstable: boolean): Judged {
  const finding = ending.kind === 'broken' ? ending.finding : undefined
  const verdict = verdictOfEnding(court, check, ending)
  const wanted = verdict === 'fail' || verdict === 'blocked'
  const picture = wanted ? attempts.flatMap(({ pictures }) => pictures).at(-1) : undefined
  return {
    verdict,
    finding,
    because: becauseOf(court, check, ending),
    unstable,
    attempts: attempts.length,
    steps: attempts[attempts.length - 1]?.steps ?? [],
    notes: attempts.flatMap(({ notes }) => notes),
    worked: attempts.reduce((sum, { worked }) => sum + worked, 0),
    waited: attempts.reduce((sum, { waited }) => sum + waited, 0),
    exchanges: numbered(attempts),
    ...(picture === undefined ? {} : { picture }),
    cause: ending.kind === 'blocked' ? ending.cause : ending.kind === 'error' ? ending.because : undefined,
  }
}

function verdictOfEnding(court: Court, check: Check, ending: Ending): Verdict {
  switch (ending.kind) {
    case 'held':
      return 'pass'
    case 'broken':
      return verdictFor(court, check, ending.finding)
    case 'not applicable':
      return 'skip'
    case 'blocked':
      return 'blocked'
    case 'error':
      return 'error'
  }
}

function verdictFor(court: Court, check: Check, finding: Finding): Verdict {
  return verdictOf(finding, activeLaw(check.law, court.profile))
}

function becauseOf(court: Court, check: Check, ending: Ending): string {
  const { law, binding } = activeLaw(check.law, court.profile)
  if (ending.kind === 'held') return `${citeLaw(law)} holds${placeOf(court, law)}`
  if (ending.kind === 'broken' && law.document === promises) return `${citeLaw(law)}${placeOf(court, law)}`
  if (ending.kind === 'broken')
    return `${citeLaw(law)} under profile ${court.profile}${binding ? '' : ', which does not contain it'}`
  return ending.because
}

/** Where a promise can be read, as far as the target file says. */
function placeOf({ target: { documentation } }: Court, { document }: Law): string {
  const source = document === promises ? documentation?.source : undefined
  return source === undefined ? '' : `, documented at ${source}`
}

function unconfirmed(finding: Finding, second: Extract<Ending, { kind: 'blocked' }>): Ending {
  const seen = `a first attempt saw ${finding.actual}`
  return { ...second, because: `${seen}, which could not be confirmed: ${second.because}` }
}

function skipped(because: string): Judged {
  return {
    verdict: 'skip',
    finding: undefined,
    because,
    unstable: false,
    attempts: 0,
    steps: [],
    notes: [],
    worked: 0,
    waited: 0,
    exchanges: [],
    cause: undefined,
  }
}

/** Exchange ids are per attempt; several attempts share one evidence file, so later ones are told apart. */
function numbered(attempts: readonly Attempt[]): Recorded[] {
  const last = attempts.length - 1
  return attempts.flatMap(({ exchanges }, index) =>
    index === last ? exchanges : exchanges.map((exchange) => ({ ...exchange, id: `a${index + 1}.${exchange.id}` })),
  )
}
