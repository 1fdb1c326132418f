import { relative, resolve } from 'node:path'

import type { Command } from 'commander'

import { acceptance, staleKnown } from '../harness/target/config/known-match.ts'
import { loadKnown, type KnownEntry } from '../harness/target/config/known.ts'
import { UsageError } from '../harness/usage-error.ts'
import { placeReports, readWantedReports, withStandard } from '../harness/wanted-reports.ts'
import { exitCode } from '../reports/exit-code.ts'
import { formats } from '../reports/formats.ts'
import { mergeReports, type Merged } from '../reports/merge/merge-reports.ts'
import { Unmergeable } from '../reports/merge/part.ts'
import { UnreadableReport } from '../reports/read-report.ts'
import type { Source } from '../reports/source.ts'
import { writeFormats } from '../reports/write-formats.ts'
import { writeTruth } from '../reports/write-truth.ts'
import { renderResult } from '../reports/writers/terminal.ts'
import { commandName } from './command-name.ts'
import { collect } from './flags.ts'
import type { Io } from './io.ts'
import { Output, type Look } from './output.ts'
import { reportAt } from './report-place.ts'
import { reproduce } from '../reports/reproduce.ts'
import type { Setting } from './setting.ts'

interface Flags extends Look {
  readonly out: string
  readonly report: readonly string[]
  readonly known?: string
  readonly base?: string
  readonly partial?: boolean
  readonly exitZero?: boolean
}

/** Adds `assay merge`. */
export function mergeCommand(assay: Command, { io, exit }: Setting): void {
  assay
    .command('merge')
    .description('One report of the shards of a run.')
    .argument('<report...>', 'a report folder or a run.json of each shard')
    .option('-o, --out <folder>', 'report folder', 'conformance-report')
    .option('--report <kind[=path]>', `further format, repeatable: ${Object.keys(formats).join(', ')}`, collect)
    .option('--known <file>', 'baseline of known deviations, in place of what the shards took for known')
    .option('--base <folder|run.json>', 'an earlier run to compare with: what is newly broken, obeyed now, and more')
    .option('--partial', 'take what there is when shards are missing; the run then counts as interrupted')
    .option('--exit-zero', 'exit 0 whatever was judged; for dashboards')
    .addHelpText('after', examples)
    .action(async (places: string[], _: unknown, command: Command) => {
      exit(await merge(places, { report: [], ...command.optsWithGlobals<Omit<Flags, 'report'>>() }, io))
    })
}

async function merge(places: readonly string[], flags: Flags, io: Io): Promise<number> {
  const output = new Output(io, flags)
  const out = resolve(io.cwd, flags.out)
  const wanted = placeReports(withStandard(readWantedReports(flags.report)), out, io.cwd)
  const known = flags.known === undefined ? undefined : await loadKnown(resolve(io.cwd, flags.known))
  const base = flags.base === undefined ? undefined : (await reportAt(io.cwd, flags.base)).source.run
  const compared = base === undefined ? {} : { base }
  const { source, missing } = await joined(places, out, flags, io)
  const today = new Date().toISOString().slice(0, 10)
  const whole = known === undefined ? source : judgedBy(known, source, today)
  if (missing.length > 0) output.note(`warning: without shard ${missing.join(', ')}; the run counts as interrupted`)
  const shown = relative(io.cwd, out)
  await readable(() => writeTruth(out, whole))
  await readable(() => writeFormats(whole, wanted, { ...(shown.startsWith('..') ? {} : { out: shown }), ...compared }))
  const stale = known === undefined ? [] : staleKnown(known, whole.run.results, today)
  const ending = { stale, leaks: [], strict: whole.run.run.strict ?? false, exitZero: flags.exitZero ?? false }
  output.result(
    renderResult(whole.run, {
      color: output.color,
      ascii: output.ascii,
      out: shown || '.',
      ...(output.width === undefined ? {} : { width: output.width }),
      ...ending,
      ...compared,
      program: commandName(io.env),
      command: reproduce(whole.run),
    }),
  )
  return exitCode({ run: whole.run, ...ending })
}

async function joined(places: readonly string[], out: string, { partial }: Flags, io: Io): Promise<Merged> {
  const parts = await Promise.all(
    places.map(async (place) => {
      const { folder, source } = await reportAt(io.cwd, place)
      if (folder === out)
        throw new UsageError(`${place}: the merged report would overwrite it; name another with --out`)
      return { place, source }
    }),
  )
  try {
    return mergeReports(parts, { partial: partial ?? false })
  } catch (error) {
    if (error instanceof Unmergeable) throw new UsageError(error.message)
    throw error
  }
}

/** The same report under another baseline. */
function judgedBy(entries: readonly KnownEntry[], source: Source, today: string): Source {
  const { run } = source
  const results = run.results.map((result) => ({ ...result, known: acceptance(entries, result, today) }))
  return { ...source, run: { ...run, results } }
}

/** Evidence is read while it is written, and may turn out to be broken. */
async function readable(work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (error instanceof UnreadableReport) throw new UsageError(error.message)
    throw error
  }
}

const examples = `
Examples:
  assay merge conformance-report/shard-*                          the shards of one machine
  assay merge shards/* -o conformance-report --known known.yaml   those that CI jobs have left

Exit: as assay run; 2 when the reports are not the parts of one run`
