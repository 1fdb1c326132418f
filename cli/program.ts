import type { Command } from 'commander'

import { version } from '../harness/version.ts'
import { commandName } from './command-name.ts'
import { diffCommand } from './diff.ts'
import { doctorCommand } from './doctor.ts'
import { explainCommand } from './explain.ts'
import { tellFailure } from './failure.ts'
import { initCommand } from './init.ts'
import type { Io } from './io.ts'
import { knownCommand } from './known.ts'
import { listCommand } from './list.ts'
import { mergeCommand } from './merge.ts'
import { mockCommand } from './mock.ts'
import { programOf } from './program-of.ts'
import { installed, type Parts } from './parts.ts'
import { reportCommand } from './report.ts'
import { runCommand } from './run.ts'
import { probeCommand } from './probe.ts'
import type { Setting } from './setting.ts'

/** Runs one command line, without the name of the program, and returns the exit code; prints, but never ends the process. */
export async function main(argv: readonly string[], io: Io, parts: Parts = installed): Promise<number> {
  let code = 0
  const exit = (given: number): void => {
    code = given
  }
  try {
    await program({ io, parts, exit }).parseAsync([...argv], { from: 'user' })
    return code
  } catch (error) {
    return tellFailure(error, io)
  }
}

/** Every command with its flags, as `main` parses them; the reference is made from it. */
export function program(setting: Setting): Command {
  const assay = programOf('assay', version, setting.io, { written: 'assay', typed: commandName(setting.io.env) })
    .description('Judges OAuth 2.0 and OpenID Connect authorization servers, and offers a provider to work against.')
    .addHelpText('after', examples)
  runCommand(assay, setting)
  reportCommand(assay, setting)
  diffCommand(assay, setting)
  knownCommand(assay, setting)
  mergeCommand(assay, setting)
  initCommand(assay, setting)
  probeCommand(assay, setting)
  doctorCommand(assay, setting)
  mockCommand(assay.command('mock'), setting)
  listCommand(assay, setting)
  explainCommand(assay, setting)
  return assay
}

const examples = `
Examples:
  assay run                                judge the servers of assay.config.yaml, else the embedded mock
  assay run code rfc6749/4.1.3 -t staging  judge one target by one area and one section
  assay report --to junit=build/junit.xml  the last run once more, as JUnit for a CI system
  assay init https://login.example         write a first target file for your server
  assay doctor                             is the set-up right? before the server is blamed
  assay mock                               start a provider on http://127.0.0.1:4000
  assay list --by law                      every check, by document and section
  assay explain code.single-use            one check: its law, its steps, what it takes to hold`
