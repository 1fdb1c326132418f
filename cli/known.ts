import type { Command } from 'commander'

import { printable } from '../reports/printable.ts'
import { collect } from './flags.ts'
import { addKnown, type AddFlags } from './known-add.ts'
import { listKnown } from './known-list.ts'
import type { KnownWish } from './known-place.ts'
import { pruneKnown } from './known-prune.ts'
import { Output, type Look } from './output.ts'
import type { Setting } from './setting.ts'

/** Adds `assay known` with what it can do. */
export function knownCommand(assay: Command, { io }: Setting): void {
  const known = assay
    .command('known')
    .description('The baseline: deviations that are known and accepted, from the last report.')
    .addHelpText('after', examples)
  const today = new Date().toISOString().slice(0, 10)

  placed(known.command('add'), true)
    .description('Accept deviations of the last report.')
    .argument('<id...>', 'ids of checks, or patterns, which mean broken laws only')
    .option('-t, --target <name>', 'only at this target; repeatable', collect)
    .option('--reason <text>', 'why; else it has to be written into the file before the next run')
    .option('--issue <text>', 'where it is tracked')
    .option('--until <day>', 'last day on which it counts, YYYY-MM-DD')
    .addHelpText(
      'after',
      "\nExample:\n  assay known add code.single-use --reason 'fixed in release 27' --issue AUTH-42",
    )
    .action(async (ids: string[], _: unknown, command: Command) => {
      const flags: AddFlags & Look = { target: [], ...command.optsWithGlobals<Partial<AddFlags>>() }
      new Output(io, flags).result(lines(await addKnown(ids, flags, io, today)))
    })

  placed(known.command('prune'), true)
    .description('Delete the entries that the last report calls out of date, and nothing else.')
    .action(async (_: unknown, command: Command) => {
      const flags = command.optsWithGlobals<KnownWish & Look>()
      new Output(io, flags).result(lines(await pruneKnown(flags, io, today)))
    })

  placed(known.command('list'), false)
    .description('What is accepted and what is ignored, with reasons and ages.')
    .option('--json', 'print the same as JSON')
    .action(async (_: unknown, command: Command) => {
      const flags = command.optsWithGlobals<KnownWish & Look & { json?: boolean }>()
      new Output(io, flags).result(await listKnown(flags, io, today, flags.json === true))
    })
}

function placed(command: Command, reads: boolean): Command {
  command
    .option('-c, --config <file>', 'target file; else ASSAY_CONFIG, else assay.config.yaml here or above')
    .option('--known <file>', 'the baseline; else that of the target file, else known.yaml beside it')
  return reads
    ? command.option('--from <folder|run.json>', "the report (default: the target file's out, else conformance-report)")
    : command
}

function lines(texts: readonly string[]): string {
  return texts.map((text) => `${printable(text)}\n`).join('')
}

const examples = `
Examples:
  assay known add code.single-use --reason 'fixed in release 27' --until 2027-03-31
  assay known add '*'        every law that the last report calls broken
  assay known prune          after the server was mended`
