import type { UnderWay } from '../../reports/events.ts'
import type { CheckFacts, Result, TargetFacts } from '../../reports/model.ts'
import type { KnownSecret } from '../evidence/redactor.ts'
import type { Recorded } from '../http/line.ts'
import type { ProfileName } from '../profile.ts'
import type { IgnoredChecks } from '../target/config/known.ts'
import type { TargetConfig } from '../target/config/config.ts'
import type { Target } from '../target/target.ts'
import type { Errand } from '../user-agents/manual/manual.ts'

/** What the process that judges is told. Plain data: it crosses a thread boundary. */
export interface Plan {
  readonly runId: string
  readonly profile: ProfileName
  /** How often each check is judged. */
  readonly repeat: number
  /** Ids of the checks to judge. */
  readonly checks: readonly string[]
  /** Checks that are skipped, with the reason. */
  readonly ignored: readonly IgnoredChecks[]
  /** Further check files of the user, absolute. */
  readonly suites: readonly string[]
  readonly targets: readonly { readonly config: TargetConfig; readonly from: Target['from'] }[]
  /** Whether a person can type into the terminal of the run. */
  readonly terminal: boolean
  /** Values the target file took from the environment or from files. */
  readonly secrets: readonly string[]
}

/** What the process that judges tells; it stays in the process. Everything but `secrets` and `exchanges` is redacted. */
export type Message =
  | { readonly kind: 'ready' }
  | { readonly kind: 'planned'; readonly targets: readonly TargetFacts[]; readonly checks: readonly CheckFacts[] }
  /** What a target turned out to be, once it has answered or failed to. */
  | { readonly kind: 'opened'; readonly target: TargetFacts }
  | UnderWay
  | {
      readonly kind: 'judged'
      readonly result: OpenResult
      readonly exchanges: readonly Recorded[]
      /** PNG without secrets. */
      readonly picture?: Uint8Array
    }
  | { readonly kind: 'secrets'; readonly entries: readonly KnownSecret[] }
  /** What a person is to do; the address in it is whole. */
  | ({ readonly kind: 'errand'; readonly id: number } & Errand)
  | { readonly kind: 'errand done'; readonly id: number }
  | { readonly kind: 'finished' }

/** What the process that judges is told. */
export type Order =
  | { readonly kind: 'plan'; readonly plan: Plan }
  | { readonly kind: 'abort' }
  | { readonly kind: 'landed'; readonly id: number; readonly line: string }

/** A result before the baseline and the shared causes of the run are known; `cause` holds the text. */
export type OpenResult = Omit<Result, 'known' | 'evidence' | 'picture'>
