import type { ActiveLaw } from './profile.ts'

/** The seven outcomes of a check; `known` is an overlay of the baseline, not a verdict. */
export const verdicts = ['pass', 'fail', 'warn', 'note', 'skip', 'blocked', 'error'] as const

export type Verdict = (typeof verdicts)[number]

/** What the law wants and what the server did, in words a reader understands without the code. */
export interface Finding {
  readonly expected: string
  readonly actual: string
  /** Why a deviation weighs less than its law: a documented tolerance for servers in the field. */
  readonly tolerated?: string
}

/** A law is broken. Raised by judgements only. */
export class Broken extends Error {
  override readonly name = 'Broken'
  readonly finding: Finding

  constructor(finding: Finding) {
    super(`expected ${finding.expected}; got ${finding.actual}`)
    this.finding = finding
  }
}

/** Something the judgement rests on did not happen, so nothing can be said about the law. */
export class Blocked extends Error {
  override readonly name = 'Blocked'
  /** Whether trying again may help: the network or the server's load, not its behaviour. */
  readonly transient: boolean

  constructor(message: string, options: { transient?: boolean; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.transient = options.transient ?? false
  }
}

/** The law does not apply to this target; the message says what is absent and what would unlock the check. */
export class NotApplicable extends Error {
  override readonly name = 'NotApplicable'
}

/** The verdict for a broken law: its level decides, a tolerance or a document outside the profile softens it to `warn`. */
export function verdictOf(finding: Finding, { law, binding }: ActiveLaw): Verdict {
  if (law.level === 'MAY') return 'note'
  if (law.level === 'SHOULD' || finding.tolerated !== undefined || !binding) return 'warn'
  return 'fail'
}
