import { existsSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'

import type { Command } from 'commander'

import { UsageError } from '../harness/usage-error.ts'
import { placeReports, readWantedReports } from '../harness/wanted-reports.ts'
import { formats } from '../reports/formats.ts'
import type { Wanted } from '../reports/write-formats.ts'
import { writeFormats } from '../reports/write-formats.ts'
import { collect } from './flags.ts'
import type { Io } from './io.ts'
import { Output, type Look } from './output.ts'
import { reportAt, type EarlierReport } from './report-place.ts'
import type { Setting } from './setting.ts'

interface Flags extends Look {
  readonly from: string
  readonly to: readonly string[]
  readonly base?: string
  readonly out?: string
}

const kinds = Object.keys(formats).join(', ')

/** Adds `assay report`. */
export function reportCommand(assay: Command, { io }: Setting): void {
  assay
    .command('report')
    .description('An earlier run in other formats, without judging anything again.')
    .option('--from <folder|run.json>', 'the earlier run', 'conformance-report')
    .option('--to <kind[=path]>', `format, repeatable: ${kinds}`, collect)
    .option('--base <folder|run.json>', 'a run to compare with, for formats that tell what changed')
    .option('-o, --out <folder>', 'where files go that are given no path (default: beside the run)')
    .addHelpText('after', examples)
    .action(async (_: unknown, command: Command) =>
      report({ to: [], ...command.optsWithGlobals<Omit<Flags, 'to'>>() }, io),
    )
}

async function report(flags: Flags, io: Io): Promise<void> {
  const output = new Output(io, flags)
  const asked = readWantedReports(flags.to)
  const earlier = await reportAt(io.cwd, flags.from)
  if (flags.to.length === 0)
    throw new UsageError(`expected --to with a format, got none; write --to html, or one of ${kinds}`)
  const base = flags.base === undefined ? undefined : (await reportAt(io.cwd, flags.base)).source.run
  const out = flags.out === undefined ? earlier.folder : resolve(io.cwd, flags.out)
  const wanted = placeReports(asked, out, io.cwd, earlier.folder)
  spare(earlier.file, wanted, io)
  for (const remark of remarksOn(earlier)) output.note(remark)
  const shown = relative(io.cwd, earlier.folder)
  await writeFormats(earlier.source, wanted, {
    ...(shown.startsWith('..') ? {} : { out: shown }),
    ...(base === undefined ? {} : { base }),
  })
  if (wanted.length === 0) output.note('nothing to write: run.json is there already')
  for (const { file } of wanted) output.result(`wrote ${relative(io.cwd, file)}\n`)
}

/** What is read is never written. */
function spare(source: string, wanted: readonly Wanted[], io: Io): void {
  const found = wanted.find(({ file }) => file === source)
  if (found === undefined) return
  throw new UsageError(`${relative(io.cwd, source)}: the run is read from there; name another file for ${found.format}`)
}

/** What a reader should know about the run that the formats are made from. */
function remarksOn({ folder, source: { run } }: EarlierReport): string[] {
  const named = run.results.flatMap(({ evidence }) => evidence ?? [])
  const lost = named.filter((file) => !existsSync(join(folder, file))).length
  return [
    ...(run.run.interrupted ? [`the run was stopped early, with ${run.results.length} results`] : []),
    ...(lost > 0
      ? [`the evidence of ${lost} of ${named.length} results is missing; no format can tell exchanges of these`]
      : []),
  ]
}

const examples = `
Examples:
  assay report --to junit=build/junit.xml               the run in conformance-report as JUnit
  assay report --from old/run.json --to json --out new  a copy in another folder`
