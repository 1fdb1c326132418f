import type { Context } from './context.ts'
import type { Law } from './law.ts'
import type { Capability } from './target/capability-names.ts'

/** One law with its proof: data a catalogue can be made of, and one function that judges. */
export interface Check<S extends string = string> {
  /** `area.rule`, lower kebab-case; public API: stable for ever. */
  readonly id: string
  /** A present-tense sentence about the server. */
  readonly title: string
  readonly law: readonly [Law, ...Law[]]
  /** Capabilities without which the check is a `skip`. */
  readonly needs: readonly Capability[]
  /** Step name → what is done, in words; every exchange is filed under one. */
  readonly steps: Readonly<Record<S, string>>
  /** What is true when the law is obeyed. */
  readonly holds: string
  /** The defect of the mock that turns this check red. */
  readonly defect: string
  /** Ambiguities and servers in the field that make the outcome a warning or not applicable. */
  readonly caution?: string
  /** Needs real time to pass, e.g. 'the code lifetime'. */
  readonly waits?: string
  /** Disturbs others (revokes, replays, floods), so it runs when nothing else does. */
  readonly alone?: true
  /** Makes no requests of its own: judges the recording of all other checks of the run, after them. */
  readonly passive?: true
  /** Looks for a brake: answers that speak of load are what it judges, and are not waited out. */
  readonly seeksLimits?: true
  run(context: Context<S>): Promise<void>
}

/** Declares a check: a frozen record, inert until something judges it. */
export function check<const S extends string>(definition: Check<S>): Check {
  return Object.freeze(definition)
}

/** Whether a value is a check record, by shape: two copies of the package may meet. */
export function isCheck(value: unknown): value is Check {
  if (typeof value !== 'object' || value === null) return false
  return ['id', 'title', 'law', 'needs', 'steps', 'holds', 'run'].every((key) => key in value)
}
