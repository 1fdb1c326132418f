/// <reference lib="dom" />
import type { Cause, CheckFacts, Evidence, Result, Run, TargetFacts } from '../../model.ts'

/** What the page was made with, read from its data elements when asked for. */
export interface Data {
  readonly run: Run
  /** The earlier run to compare with, when one was given. */
  readonly base: Run | undefined
  check(id: string): CheckFacts | undefined
  target(name: string): TargetFacts | undefined
  cause(id: string | null): Cause | undefined
  result(target: string, check: string): Result | undefined
  /** What the check said and heard; undefined when nothing was kept. Parsed on each call: hold on to it. */
  evidence(result: Result): Evidence | undefined
  /** How many results have their evidence in a file of the report folder only. */
  leftOut(): number
  /** Address of the picture as data:image/png, or undefined. */
  picture(result: Result): string | undefined
  /** The command that judges the check again, alone. */
  reproduce(result: Result): string
}
