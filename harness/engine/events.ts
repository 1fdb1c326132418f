import type { Wanted } from '../../reports/write-formats.ts'
import type { Limits } from '../target/target.ts'
import type { TargetConfig } from '../target/config/config.ts'
import type { UnderWay } from '../../reports/events.ts'
import type { CheckFacts, Result, Run, TargetFacts } from '../../reports/model.ts'
import type { Shard } from './shard.ts'

/** What a run tells while it goes on; all but the address of an errand is already redacted. */
export type RunEvent =
  | { readonly kind: 'planned'; readonly targets: readonly TargetFacts[]; readonly checks: readonly CheckFacts[] }
  | UnderWay
  /** Somebody has to log in with a browser of their own; the address is whole and meant for their eyes. */
  | {
      readonly kind: 'errand'
      readonly url: string
      readonly what: string
      /** Whether the answer arrives by itself; otherwise, or where it ends on a page, `answer` is awaited. */
      readonly listening: boolean
      /** Hands over the address where it ended, or any other text where it ended on a page. */
      answer(line: string): void
    }
  | { readonly kind: 'errand done' }
  | { readonly kind: 'judged'; readonly result: Result }

/** A server started for the run, with what to know to judge it. */
export interface EmbeddedTarget {
  readonly config: TargetConfig
  close(): Promise<void>
}

/** What the caller of a run hands over. */
export interface RunRequest {
  /** Target file; undefined judges the embedded mock. */
  readonly configFile: string | undefined
  /** Ids, globs, areas, documents (`rfc6749`), or document/section (`rfc6749/4.1.2`); none means everything. */
  readonly selectors: readonly string[]
  /** Names of targets of the file; none means all. */
  readonly targets: readonly string[]
  /** Which part of the run is judged; the whole when undefined. */
  readonly shard?: Shard | undefined
  readonly profile: string | undefined
  /** Report folder; the file's `out`, else `conformance-report`; of a shard the folder `shard-<index>` in it. */
  readonly out: string | undefined
  /** Baseline file; the file's `known` when undefined. */
  readonly known: string | undefined
  /** What to write beside run.json and the evidence, given the report folder; the standard formats and the file's `reports` when undefined. */
  formats?(out: string): readonly Wanted[]
  /** An earlier run that reports compare with. */
  readonly base?: Run | undefined
  /** Whether a warning counts as a broken law; only told in the report. */
  readonly strict?: boolean
  /** Defects of the embedded mock that are on; only told in the report. */
  readonly defects?: readonly string[]
  /** Whether to use a baseline at all. */
  readonly useKnown: boolean
  /** Longest pause a check may make, seconds. */
  readonly maxWait: number | undefined
  /** In place of the limits of every target. */
  readonly limits?: Partial<Pick<Limits, 'concurrency' | 'request_timeout_ms'>>
  /** After how many broken laws to stop and write what is known; undefined never. */
  readonly bail?: number | undefined
  /** Whether to judge also what puts load on a server, or may lock somebody out. */
  readonly all?: boolean | undefined
  /** How often each check is judged; once when undefined. */
  readonly repeat?: number | undefined
  /** Further check files of the user. */
  readonly suites: readonly string[]
  /** Starts the server to judge when there is no target file. */
  embed(): Promise<EmbeddedTarget>
  /** Whether somebody can answer errands; otherwise logins by hand are taken at the redirect_uri alone. */
  readonly terminal?: boolean
  readonly env: Readonly<Record<string, string | undefined>>
  readonly cwd: string
  readonly signal: AbortSignal
  onEvent(event: RunEvent): void
}

/** What a run leaves: the model, the folder it was written to, warnings for people. */
export interface RunOutcome {
  readonly run: Run
  readonly out: string
  readonly warnings: readonly string[]
  /** Baseline entries that no longer describe anything, one sentence each. */
  readonly stale: readonly string[]
  /** Files deleted because a secret was found in them. */
  readonly leaks: readonly string[]
  /** The earlier run that was compared with, without what is secret in this one. */
  readonly base?: Run
}
