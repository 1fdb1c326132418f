import type { Run } from './model.ts'

/** What each exit code of `assay run` means, in words; public API for scripts. */
export const exitCodes = {
  0: 'every law that was judged is obeyed, or its breach is known',
  1: 'a law is broken, or the baseline is out of date',
  2: 'the command or the target file cannot be used as written',
  3: 'something could not be judged, or a secret had to be removed from the report',
  4: 'nothing was judged: every check was skipped, or none was selected',
  130: 'interrupted: the report holds what was judged until then',
} as const

export type ExitCode = keyof typeof exitCodes

/** What decides an exit code: the run, and what was seen around it. */
export interface Ending {
  readonly run: Pick<Run, 'run' | 'results'>
  /** Baseline entries that no longer describe anything. */
  readonly stale: readonly string[]
  /** Report files deleted because a secret was found in them. */
  readonly leaks: readonly string[]
  /** Whether a warning counts as a broken law. */
  readonly strict?: boolean
  /** Whether what was judged is told by the report alone: 0 in place of 1 and 4, and of 3 unless a secret was removed. */
  readonly exitZero?: boolean
}

/** The exit code of a run; where several apply, the first of 130, 1, 3, 4. Code 2 is for runs that never began. */
export function exitCode(ending: Ending): ExitCode {
  const code = judgedCode(ending)
  return ending.exitZero === true && code !== 130 && ending.leaks.length === 0 ? 0 : code
}

function judgedCode({ run, stale, leaks, strict = false }: Ending): ExitCode {
  const unknown = new Set(run.results.filter((result) => result.known === null).map(({ verdict }) => verdict))
  if (run.run.interrupted && run.run.bailed !== true) return 130
  if (unknown.has('fail') || (strict && unknown.has('warn')) || stale.length > 0) return 1
  if (leaks.length > 0 || run.results.some(({ verdict }) => verdict === 'blocked' || verdict === 'error')) return 3
  // A part of a run may well have nothing to judge; whether the whole had is seen when the parts are merged.
  if (run.run.shard === undefined && run.results.every(({ verdict }) => verdict === 'skip')) return 4
  return 0
}
