import type { Comparison } from '../compare.ts'
import type { Result, Run } from '../model.ts'
import { exitCode, type ExitCode } from '../exit-code.ts'
import { freshlyBroken } from './markdown-changes.ts'

interface Around {
  readonly stale: readonly string[]
  readonly leaks: readonly string[]
  readonly comparison: Comparison | undefined
}

/** What became of a run, in one line that begins with a sign. */
export function headline(run: Run, around: Around): string {
  const strict = run.run.strict ?? false
  const code = exitCode({ run: { ...run, run: { ...run.run, interrupted: false } }, ...around, strict })
  const told = `${signs[code] ?? '?'} ${sentence(code, run, around)}`
  return run.run.interrupted ? `${told} (stopped early)` : told
}

const signs: Partial<Record<ExitCode, string>> = { 0: '✓', 1: '✗', 4: '–' }

function sentence(code: ExitCode, run: Run, { stale, comparison }: Around): string {
  if (code === 1) return broken(run, stale, comparison)
  if (code === 4) return 'Nothing was judged'
  const stuck = unknown(run, 'blocked') + unknown(run, 'error')
  if (code === 3 && stuck === 0) return 'A secret had to be removed from the report'
  if (code === 3) return `${counted(stuck, 'check')} could not be judged; no broken law was found`
  const known = run.results.some((result) => result.known !== null)
  return `Every law that was judged is obeyed${known ? ', or its breach is known' : ''}`
}

function broken(run: Run, stale: readonly string[], comparison: Comparison | undefined): string {
  const fails = unknown(run, 'fail')
  const warnings = unknown(run, 'warn')
  const fresh = comparison === undefined ? '' : `, ${freshlyBroken(comparison).length} of them newly`
  if (fails > 0) return `${counted(fails, 'check')} found a broken law${fresh}`
  if (warnings > 0 && run.run.strict === true)
    return `${counted(warnings, 'warning')}, which ${warnings === 1 ? 'counts' : 'count'} as broken here`
  return `The baseline is out of date: ${stale.length} of its entries describe nothing any more`
}

function unknown({ results }: Run, verdict: Result['verdict']): number {
  return results.filter((result) => result.verdict === verdict && result.known === null).length
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}
