import { relative } from 'node:path'

import type { Command } from 'commander'

import type { Diagnosis } from '../harness/setup/diagnosis.ts'
import { printable } from '../reports/printable.ts'
import { commandName } from './command-name.ts'
import { collect } from './flags.ts'
import type { Io } from './io.ts'
import { Output, type Look } from './output.ts'
import type { Setting } from './setting.ts'
import { chosenTargets, type Chosen } from './chosen-targets.ts'

interface Flags extends Look {
  readonly config?: string
  readonly target: readonly string[]
  readonly json?: boolean
}

/** Adds `assay doctor`. */
export function doctorCommand(assay: Command, { io, exit }: Setting): void {
  assay
    .command('doctor')
    .description('Look at the set-up before the server is blamed: host, metadata, clients, logins, resource.')
    .option('-c, --config <file>', 'target file; else ASSAY_CONFIG, else assay.config.yaml here or above')
    .option('-t, --target <name>', 'only this target of the file; repeatable', collect)
    .option('--json', 'print what was found as JSON')
    .addHelpText('after', '\nExit: 0 all well · 2 the set-up has to be corrected · 3 a server does not answer')
    .action(async (_: unknown, command: Command) => {
      const flags: Flags = { target: [], ...command.optsWithGlobals<Partial<Flags>>() }
      const output = new Output(io, flags)
      const chosen = await chosenTargets(flags, io)
      const examined = []
      for (const each of chosen) examined.push(await examine(each, io, flags.json === true ? undefined : output))
      if (flags.json) output.result(`${JSON.stringify(examined, null, 2)}\n`)
      exit(codeOf(examined))
    })
}

interface Examined {
  readonly target: string
  readonly issuer: string
  readonly reached: boolean
  readonly findings: readonly Told[]
}

interface Told {
  readonly state: Diagnosis['state']
  readonly text: string
  readonly fix?: string
  /** Dotted path of the key below the target, and where it stands. */
  readonly key?: string
  readonly place?: string
}

async function examine(chosen: Chosen, { cwd, env }: Io, output: Output | undefined): Promise<Examined> {
  const [{ diagnose }, { Secrets }, { registerSecrets }] = await Promise.all([
    import('../harness/setup/diagnose.ts'),
    import('../harness/evidence/redactor.ts'),
    import('../harness/engine/session.ts'),
  ])
  const { config } = chosen
  const secrets = new Secrets()
  registerSecrets(config, secrets)
  const findings: Told[] = []
  output?.result(`${config.issuer} by ${relative(cwd, chosen.file)}\n`)
  const { reached } = await diagnose(config, (found) => {
    const told = tellable(secrets.redactDeep(found), chosen, cwd)
    findings.push(told)
    output?.result(lines(told))
  })
  const problems = findings.filter(({ state }) => state === 'problem').length
  const next = `${commandName(env)} probe, then ${commandName(env)} run`
  output?.result(problems === 0 ? `  all well; next: ${next}\n` : `  ${problems} to correct\n`)
  return { target: config.name, issuer: config.issuer, reached, findings }
}

function tellable(found: Diagnosis, { file, index, positions }: Chosen, cwd: string): Told {
  if (found.state === 'ok') return { state: 'ok', text: printable(found.text) }
  const { line } = positions(['targets', index, ...found.at])
  const place = `${relative(cwd, file)}:${line}`
  return { state: found.state, text: printable(found.text), fix: printable(found.fix), key: found.at.join('.'), place }
}

function lines({ state, text, fix, key, place }: Told): string {
  const first = `  ${state.padEnd(8)} ${text}\n`
  return fix === undefined ? first : `${first}           ${place}  ${key}: ${fix}\n`
}

function codeOf(examined: readonly Examined[]): number {
  if (examined.some(({ reached }) => !reached)) return 3
  return examined.some(({ findings }) => findings.some(({ state }) => state === 'problem')) ? 2 : 0
}
