import { relative } from 'node:path'

import type { Command } from 'commander'

import type { Check } from '../harness/check.ts'
import type { Prospect } from '../harness/setup/prospect.ts'
import { select } from '../harness/selection.ts'
import { printable } from '../reports/printable.ts'
import { chosenTargets, type Chosen } from './chosen-targets.ts'
import { commandName } from './command-name.ts'
import { collect } from './flags.ts'
import type { Io } from './io.ts'
import { Output, type Look } from './output.ts'
import type { Setting } from './setting.ts'

interface Flags extends Look {
  readonly config?: string
  readonly target: readonly string[]
  readonly json?: boolean
}

type Probed = { readonly target: string; readonly issuer: string } & (Prospect | { readonly unreached: string })

/** Adds `assay probe`. */
export function probeCommand(assay: Command, { io, parts, exit }: Setting): void {
  assay
    .command('probe')
    .description(
      'What a run would do: checks that run, what unlocks the others, and how long it takes. Reads metadata only.',
    )
    .argument('[selector...]', 'ids, globs, areas, documents or sections; none means all')
    .option('-c, --config <file>', 'target file; else ASSAY_CONFIG, else assay.config.yaml here or above')
    .option('-t, --target <name>', 'only this target of the file; repeatable', collect)
    .option('--json', 'print the same as JSON')
    .addHelpText('after', '\nExit: 0 told · 2 usage or target file · 3 a server does not answer')
    .action(async (selectors: string[], _: unknown, command: Command) => {
      const flags: Flags = { target: [], ...command.optsWithGlobals<Partial<Flags>>() }
      const output = new Output(io, flags)
      const chosen = await chosenTargets(flags, io)
      const checks = select(await parts.loadChecks([]), selectors)
      const probed = await Promise.all(chosen.map((each) => probe(each, checks)))
      if (flags.json) output.result(`${JSON.stringify(probed, null, 2)}\n`)
      else probed.forEach((each, index) => output.result(text(each, relative(io.cwd, chosen[index]?.file ?? ''), io)))
      exit(probed.some((each) => 'unreached' in each) ? 3 : 0)
    })
}

async function probe({ config }: Chosen, checks: readonly Check[]): Promise<Probed> {
  const [{ openBench }, { prospectOf }] = await Promise.all([
    import('../harness/setup/bench.ts'),
    import('../harness/setup/prospect.ts'),
  ])
  const head = { target: config.name, issuer: config.issuer }
  const bench = await openBench(config)
  if (bench instanceof Error) return { ...head, unreached: bench.message }
  const latency = Math.min(...bench.line.exchanges.map(({ ms }) => ms), 1000)
  await bench.close()
  return { ...head, ...prospectOf(bench.target, checks, latency) }
}

function text(probed: Probed, file: string, { env }: Io): string {
  const head = `${probed.issuer} by ${file}\n`
  if ('unreached' in probed) return `${head}  ${printable(probed.unreached)}; run: ${commandName(env)} doctor\n`
  const { runs, locked, logins, waiting, longestPause, seconds } = probed
  const lines = [
    `${runs.length} checks run, ${logins} of them through the login page`,
    `${waiting.length} let time pass, side by side, ${longestPause === 0 ? 'as long as codes and tokens live' : `the longest about ${longestPause} s`}`,
    `about ${duration(seconds)} in all`,
    ...(locked.length === 0 ? [] : ['', 'to unlock more:']),
    ...locked.map(lockedLine),
  ]
  return `${head}${lines.map((line) => (line === '' ? '\n' : `  ${line}\n`)).join('')}`
}

function lockedLine({ capability, advice, unlocks, partly }: Prospect['locked'][number]): string {
  const count = unlocks.length === 0 ? `part of ${partly.length}` : `${unlocks.length}`
  return `${count.padStart(12)}  ${capability}: ${printable(advice)}`
}

function duration(seconds: number): string {
  return seconds < 120 ? `${seconds} s` : `${Math.ceil(seconds / 60)} min`
}
