import type { Finding } from '../lookup.ts'
import type { Result, Run } from '../model.ts'
import type { Pointers } from './terminal-deviation.ts'
import { compare } from '../compare.ts'
import { exitCode, exitCodes } from '../exit-code.ts'
import { findings } from '../lookup.ts'
import { by } from '../order.ts'
import { printable } from '../printable.ts'
import { moment, summary } from './diff-text.ts'
import { broken, warned } from './terminal-deviation.ts'
import { styleOf, toAscii } from './terminal-lines.ts'
import { causes, duration, names, remarks, skips, tally } from './terminal-summary.ts'

/** How a run is told to people. */
export interface TerminalOptions {
  readonly color: boolean
  /** Letters any terminal has, instead of signs. */
  readonly ascii: boolean
  /** Report folder as the reader would type it. */
  readonly out: string
  /** Columns to fold at; nothing is folded when absent. */
  readonly width?: number
  readonly stale?: readonly string[]
  readonly leaks?: readonly string[]
  readonly strict?: boolean
  /** Whether the exit code keeps silent about what was judged. */
  readonly exitZero?: boolean
  /** An earlier run to compare with. */
  readonly base?: Run
  /** What the reader calls this program. */
  readonly program: string
  /** The command that repeats one check. */
  command(checkId: string, target: string): string
}

/**
 * The run for a terminal or a CI log: issuers, broken laws, warnings, what could not be judged, what was skipped, what broke
 * once more by name, for a log is read from its end, and the sums. Text of the server never begins a line.
 */
export function renderResult(run: Run, options: TerminalOptions): string {
  const style = styleOf(options.color, options.width)
  const all = findings(run).toSorted(
    by(
      ({ result }) => result.target,
      ({ result }) => result.check,
    ),
  )
  const pointers: Pointers = {
    out: options.out,
    manyTargets: run.targets.length > 1,
    command: (checkId, target) => options.command(checkId, target),
  }
  const breaking = [...unknown(all, 'fail'), ...(options.strict === true ? unknown(all, 'warn') : [])]
  const lines = [
    heading(run),
    '',
    ...breaking.flatMap((finding) => broken(finding, pointers, style).concat('')),
    ...unknown(all, 'warn')
      .filter((finding) => !breaking.includes(finding))
      .flatMap((finding) => warned(finding, pointers, style).concat('')),
    ...causes(all, style),
    ...skips(all, style),
    ...remarks('baseline entries that describe nothing any more', options.stale ?? [], style),
    ...remarks('removed from the report, for a secret was found in them', options.leaks ?? [], style),
    ...names(breaking, pointers),
    ...ending(run, options),
  ]
  const text = `${lines.join('\n')}\n`
  return options.ascii ? toAscii(text) : text
}

function heading({ tool, run, targets }: Run): string {
  const issuers = targets.map(({ issuer, from }) => (from === null ? `${issuer} (embedded mock)` : issuer))
  return printable(`Assay ${tool.version} judged ${issuers.join(', ') || 'no target'} by the profile ${run.profile}`)
}

function ending(run: Run, options: TerminalOptions): string[] {
  const { stale = [], leaks = [], strict = false, exitZero = false } = options
  const judged = exitCode({ run, stale, leaks, strict })
  const code = exitCode({ run, stale, leaks, strict, exitZero })
  const count = run.results.length
  const where = run.targets.length > 1 ? ` at ${run.targets.length} targets` : ''
  return [
    `${count} ${count === 1 ? 'check' : 'checks'}${where}: ${tally(run) || 'none'}`,
    `time: ${duration(run.run.started, run.run.finished)}`,
    `report: ${printable(options.out)}`,
    ...(options.base === undefined ? [] : [since(options.base, run)]),
    ...setUpFaults(run, options.program),
    ...age(run),
    ...cutShort(run),
    code === judged
      ? `exit ${code}: ${exitCodes[code]}`
      : `exit ${code} by --exit-zero, else ${judged}: ${exitCodes[judged]}`,
  ]
}

/** What changed since an earlier run, in one line. */
function since(base: Run, run: Run): string {
  const comparison = compare(base, run)
  const profile = comparison.profileDiffers ? 'another profile, so this says little: ' : ''
  return printable(`since ${moment(base)}: ${profile}${summary(comparison)}`)
}

/** What is accepted should not be accepted for ever unseen. */
function age({ results }: Run): string[] {
  const days = results.flatMap(({ known }) => known?.since ?? []).toSorted()
  return days[0] === undefined ? [] : [`known: the oldest since ${days[0]}`]
}

/** A reader of a partial report should not take it for a whole one. */
function cutShort({ run, results, checks, targets }: Run): string[] {
  if (!run.interrupted) return []
  const why = run.bailed === true ? 'enough laws are broken (--bail)' : 'it was interrupted'
  return [`stopped early: ${why}; ${results.length} of ${checks.length * targets.length} judged`]
}

/** Causes that begin so are faults of the target file, not of the server. */
const setUpMark = 'set-up: '

function setUpFaults({ causes: all }: Run, program: string): string[] {
  const faults = all.filter(({ text }) => text.startsWith(setUpMark))
  const count = faults.reduce((sum, { results }) => sum + results, 0)
  if (count === 0) return []
  const checks = count === 1 ? '1 check' : `${count} checks`
  return [`set-up: ${checks} could not be judged because of the target file; run: ${program} doctor`]
}

function unknown(all: readonly Finding[], verdict: Result['verdict']): Finding[] {
  return all.filter(({ result }) => result.verdict === verdict && result.known === null)
}
