import { relative } from 'node:path'

import type { Command } from 'commander'

import type { RunOutcome, RunRequest } from '../harness/engine/events.ts'
import type { Shard } from '../harness/engine/shard.ts'
import { profiles } from '../harness/profile.ts'
import { select } from '../harness/selection.ts'
import { UsageError } from '../harness/usage-error.ts'
import { placeReports, readWantedReports, withStandard } from '../harness/wanted-reports.ts'
import { formats } from '../reports/formats.ts'
import { exitCode } from '../reports/exit-code.ts'
import { writeRunJson } from '../reports/writers/run-json.ts'
import { renderResult } from '../reports/writers/terminal.ts'
import { embedMock } from './embedded-mock.ts'
import { Answers } from './answers.ts'
import { absolute, amount, collect, count, oneOf, positive, shard } from './flags.ts'
import { inGithub, tellGithub } from './github.ts'
import { interruptible } from './interrupt.ts'
import type { Io } from './io.ts'
import { catalogueText } from './catalogue-text.ts'
import { Output, type Look } from './output.ts'
import type { Setting } from './setting.ts'
import { progressOn, quietOn } from './progress.ts'
import { shellWord } from '../reports/shell-word.ts'
import { commandName } from './command-name.ts'
import { reportAt } from './report-place.ts'
import { sourceOf, type Wish } from './source.ts'
import { awaitTargets, waitFor, type Patience } from './wait-for.ts'

interface Flags extends Look, Wish {
  readonly profile?: string
  readonly out?: string
  /** The file of `--known`, or false for `--no-known`. */
  readonly known?: string | boolean
  readonly shard?: Shard
  readonly maxWait?: number
  readonly waitFor?: Patience
  readonly repeat?: number
  readonly timeout?: number
  readonly concurrency?: number
  /** The number of `--bail`, or true for `--bail` alone. */
  readonly bail?: number | true
  readonly exitZero?: boolean
  readonly suite?: readonly string[]
  readonly report: readonly string[]
  readonly json?: boolean
  readonly quiet?: boolean
  readonly strict?: boolean
  readonly all?: boolean
  readonly list?: boolean
  readonly base?: string
  /** False for `--no-github`. */
  readonly github?: boolean
}

/** Adds `assay run`. */
export function runCommand(assay: Command, setting: Setting): void {
  assay
    .command('run')
    .description('Judge authorization servers: those of the target file, else the embedded mock.')
    .argument(
      '[selector...]',
      'ids, globs, areas, documents or sections: code.single-use code.* code rfc6749 rfc6749/4.1',
    )
    .option('-c, --config <file>', 'target file; else ASSAY_CONFIG, else assay.config.yaml here or above')
    .option('-t, --target <name>', 'judge only this target of the file; repeatable', collect)
    .option('--profile <name>', `which documents bind: ${Object.keys(profiles).join(', ')}`)
    .option('-o, --out <folder>', 'report folder (default: conformance-report)')
    .option('--known <file>', 'baseline of known deviations')
    .option('--no-known', 'use no baseline')
    .option('--report <kind[=path]>', `further format, repeatable: ${Object.keys(formats).join(', ')}`, collect)
    .option('--base <folder|run.json>', 'an earlier run to compare with: what is newly broken, obeyed now, and more')
    .option('--shard <part/parts>', 'judge one part of the run, as 1/3; join the reports with the command merge', shard)
    .option('--max-wait <seconds>', 'longest pause a check may make', amount('--max-wait'))
    .option(
      '--wait-for <seconds|url>',
      'first wait until the targets answer, or until the URL does; up to 60 s unless told',
      waitFor,
    )
    .option('--all', 'also judge what puts load on a server of others, or may lock a client or a user out')
    .option('--repeat <times>', 'judge each check so often, for faults that show now and then', count('--repeat'))
    .option('--suite <file...>', 'further check files')
    .option('--defect <id>', 'switch a defect of the embedded mock on; repeatable', collect)
    .option(
      '--timeout <seconds>',
      'longest wait for an answer, in place of the limits of the file',
      positive('--timeout'),
    )
    .option('--concurrency <count>', 'requests under way at once at each target, likewise', count('--concurrency'))
    .option('--bail [count]', 'stop after so many broken laws (1) and report what was judged', count('--bail'))
    .option('--exit-zero', 'exit 0 whatever was judged; for dashboards')
    .option('--strict', 'warnings count as broken laws')
    .option('--list', 'only list what would run')
    .option('--json', 'print run.json and nothing else')
    .option('-q, --quiet', 'no progress')
    .option('--no-github', 'in GitHub Actions: no annotations and no job summary')
    .addHelpText('after', examples)
    .action(async (selectors: string[], _: unknown, command: Command) => {
      const flags: Flags = { target: [], defect: [], report: [], ...command.optsWithGlobals<Partial<Flags>>() }
      setting.exit(await run(selectors, flags, setting))
    })
}

async function run(selectors: readonly string[], flags: Flags, { io, parts }: Setting): Promise<number> {
  const output = new Output(io, flags)
  const suites = absolute(io.cwd, flags.suite)
  if (flags.profile !== undefined) oneOf('profile', flags.profile, Object.keys(profiles))
  if (flags.list) {
    if (flags.shard !== undefined) throw new UsageError('--list shows the checks of the whole run; leave --shard away')
    output.result(catalogueText(select(await parts.loadChecks(suites), selectors), 'area', output))
    return 0
  }
  const reports = withStandard(readWantedReports(flags.report))
  // Read first: this run may take the place of that one.
  const base = flags.base === undefined ? undefined : (await reportAt(io.cwd, flags.base)).source.run
  const { configFile, why } = await sourceOf(flags, io)
  if (flags.waitFor !== undefined) {
    const given = await awaitTargets({ patience: flags.waitFor, configFile, targets: flags.target }, output, io)
    if (given !== undefined) return given
  }
  const progress = flags.quiet ? quietOn(output) : progressOn(output, why)
  const answers = io.stdin?.isTTY === true ? new Answers(io.stdin) : undefined
  const request: Omit<RunRequest, 'signal'> = {
    configFile,
    selectors,
    targets: flags.target,
    profile: flags.profile,
    shard: flags.shard,
    base,
    out: flags.out,
    known: typeof flags.known === 'string' ? flags.known : undefined,
    useKnown: flags.known !== false,
    ...(flags.report.length === 0 ? {} : { formats: (out: string) => placeReports(reports, out, io.cwd) }),
    maxWait: flags.maxWait,
    repeat: flags.repeat,
    limits: limitsOf(flags),
    bail: flags.bail === true ? 1 : flags.bail,
    all: flags.all,
    suites,
    strict: flags.strict ?? false,
    defects: configFile === undefined ? flags.defect : [],
    env: io.env,
    cwd: io.cwd,
    embed: async () => embedMock(await parts.mock(), flags.defect),
    terminal: answers !== undefined,
    onEvent(event) {
      progress.hear(event)
      answers?.hear(event)
    },
  }
  const stopping = (): void => output.note('stopping; the report will hold what was judged; once more ends at once')
  const outcome = await interruptible(io, stopping, (signal) => parts.runChecks({ ...request, signal })).finally(() => {
    progress.end()
    answers?.end()
  })
  const code = tell(outcome, flags, output, io)
  if (flags.github !== false && inGithub(io.env)) await tellGithub(outcome, io)
  return code
}

function limitsOf({ timeout, concurrency }: Flags): NonNullable<RunRequest['limits']> {
  return {
    ...(timeout === undefined ? {} : { request_timeout_ms: Math.ceil(timeout * 1000) }),
    ...(concurrency === undefined ? {} : { concurrency }),
  }
}

function tell(
  { run: judged, out, warnings, stale, leaks, base }: RunOutcome,
  flags: Flags,
  output: Output,
  io: Io,
): number {
  const strict = flags.strict ?? false
  const exitZero = flags.exitZero ?? false
  for (const warning of warnings) output.note(`warning: ${warning}`)
  if (flags.json) output.result(writeRunJson(judged))
  else {
    output.result(
      renderResult(judged, {
        color: output.color,
        ascii: output.ascii,
        out: relative(io.cwd, out) || '.',
        ...(output.width === undefined ? {} : { width: output.width }),
        stale,
        leaks,
        strict,
        exitZero,
        ...(base === undefined ? {} : { base }),
        program: commandName(io.env),
        command: repeating(flags, judged.targets.length > 1 || judged.run.shard !== undefined, io),
      }),
    )
  }
  return exitCode({ run: judged, stale, leaks, strict, exitZero })
}

/** The command that repeats one check as it was run. */
function repeating(flags: Flags, manyTargets: boolean, io: Io): (checkId: string, target: string) => string {
  const given = [
    ...(flags.config === undefined ? [] : ['--config', flags.config]),
    ...(flags.profile === undefined ? [] : ['--profile', flags.profile]),
    ...(flags.suite ?? []).flatMap((file) => ['--suite', file]),
    ...flags.defect.flatMap((id) => ['--defect', id]),
  ]
  return (checkId, target) => {
    const words = ['run', checkId, ...given, ...(manyTargets ? ['--target', target] : [])]
    return `${commandName(io.env)} ${words.map(shellWord).join(' ')}`
  }
}

const examples = `
Examples:
  assay run                                       everything, at every target of the file
  assay run 'code.*' -t staging                   one family at one target
  assay run rfc6749/4.1.3 --profile oauth-2.1     the checks of one section
  assay run --base main/conformance-report        and what changed since that run
  assay run code.single-use --defect code-reusable   see a check turn red at the embedded mock

Exit: 0 good · 1 a law is broken · 2 usage or target file · 3 could not judge · 4 nothing was judged · 130 interrupted`
