import { readFile, writeFile } from 'node:fs/promises'

import { globMatches } from '../harness/target/config/glob.ts'
import { addToKnown } from '../harness/target/config/known-edit.ts'
import { isDay, placeholderReason } from '../harness/target/config/known-rules.ts'
import { loadBaseline, matchKnown, type KnownDeviation } from '../harness/target/config/known.ts'
import { UsageError } from '../harness/usage-error.ts'
import type { Result, Run } from '../reports/model.ts'
import { shellWord } from '../reports/shell-word.ts'
import { commandName } from './command-name.ts'
import type { Io } from './io.ts'
import { knownPlace, type KnownWish } from './known-place.ts'
import { oneOf } from './flags.ts'
import { reportAt } from './report-place.ts'

/** What `assay known add` was told. */
export interface AddFlags extends KnownWish {
  readonly target: readonly string[]
  readonly reason?: string
  readonly issue?: string
  readonly until?: string
}

/** Adds the deviations of the last report that are meant by ids and patterns to the baseline; returns what it did, a line each. */
export async function addKnown(patterns: readonly string[], flags: AddFlags, io: Io, today: string): Promise<string[]> {
  sound(flags)
  const place = await knownPlace(flags, io)
  const { run } = (await reportAt(io.cwd, place.report)).source
  for (const name of flags.target)
    oneOf(
      'target',
      name,
      run.targets.map((target) => target.name),
    )
  const present = place.exists ? (await loadBaseline(place.file, { drafts: true })).known : []
  const found = patterns.flatMap((pattern) => deviations(pattern, run, flags.target, commandName(io.env)))
  const fresh = [...new Set(found)].filter((result) => matchKnown(present, result, today) === undefined)
  if (fresh.length === 0) throw new UsageError(`${place.shown}: accepts all of this already; nothing was written`)
  const entries = fresh.map((result) => entryOf(result, run, flags, today))
  const text = addToKnown(place.exists ? await readFile(place.file, 'utf8') : '', entries)
  await writeFile(place.file, text)
  const added = (await loadBaseline(place.file, { drafts: true })).known.slice(present.length)
  return [
    ...added.map(
      ({ file, line, check, target, verdict }) => `${file}:${line}  ${check}${at(target)} is accepted as ${verdict}`,
    ),
    ...(flags.reason === undefined ? [`write the reason of each: "${placeholderReason}" is refused by a run`] : []),
    ...(place.unnamed === undefined ? [] : [`name it in ${place.unnamed}: known: ${place.shown}`]),
  ]
}

/** What the file would be refused for must not get into it. */
function sound({ reason = '-', issue = '-', until }: AddFlags): void {
  if (reason.trim() === '') throw new UsageError('--reason: expected why the deviation is accepted, got nothing')
  if (issue.trim() === '') throw new UsageError('--issue: expected where the deviation is tracked, got nothing')
  if (until === undefined || (/^\d{4}-\d{2}-\d{2}$/.test(until) && isDay(until))) return
  throw new UsageError(`--until: expected a day written YYYY-MM-DD, got "${until}"`)
}

const gravest = ['fail', 'warn', 'note'] as const

/** What a pattern means in a run: broken laws; an id means a milder deviation too. Throws UsageError when it means none. */
function deviations(pattern: string, { results, run }: Run, targets: readonly string[], program: string): Result[] {
  const meant = results.filter(
    ({ check, target }) => globMatches(pattern, check) && (targets.length === 0 || targets.includes(target)),
  )
  const exact = meant.some(({ check }) => check === pattern)
  const grave: readonly string[] = exact ? gravest : run.strict === true ? ['fail', 'warn'] : ['fail']
  const found = meant.filter(({ verdict }) => grave.includes(verdict))
  if (found.length > 0) return found
  if (meant.length === 0)
    throw new UsageError(`the report has no result of "${pattern}"; run it first: ${program} run ${shellWord(pattern)}`)
  const verdicts = [...new Set(meant.map(({ verdict }) => verdict))].join(', ')
  throw new UsageError(
    `${pattern}: expected a deviation in the report, got ${verdicts}; only fail, warn and note can be accepted`,
  )
}

function entryOf(result: Result, run: Run, { reason, issue, until, target }: AddFlags, today: string): KnownDeviation {
  const verdict = gravest.find((each) => each === result.verdict) ?? 'fail'
  const many = run.targets.length > 1 || target.length > 0
  return {
    check: result.check,
    ...(many ? { target: result.target } : {}),
    verdict,
    reason: reason ?? placeholderReason,
    ...(issue === undefined ? {} : { issue }),
    since: today,
    ...(until === undefined ? {} : { until }),
  }
}

function at(target: string | undefined): string {
  return target === undefined ? '' : ` at ${target}`
}
