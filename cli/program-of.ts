import { Command } from 'commander'

import type { Io } from './io.ts'

/** A command line as examples of the help have it, and as whoever reads them has to type it. */
interface Spelling {
  readonly written: string
  readonly typed: string
}

/** A program with the flags every one of ours has; it writes where `io` says and never ends the process. */
export function programOf(name: string, version: string, { stdout, stderr }: Io, spelling: Spelling): Command {
  const typed = (text: string): string => text.replaceAll(beginning(spelling.written), `$1${spelling.typed}`)
  return new Command(name)
    .version(version)
    .option('--color', 'colour even where the output is no terminal')
    .option('--no-color', 'no colour')
    .option('--ascii', 'plain letters instead of signs')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void stdout.write(typed(text)),
      writeErr: (text) => void stderr.write(typed(text)),
      getOutHelpWidth: () => stdout.columns ?? 110,
      getErrHelpWidth: () => stderr.columns ?? 110,
    })
}

/** Where a line of the help is a command line. */
function beginning(command: string): RegExp {
  return new RegExp(`^(Usage: | {2})${command}\\b`, 'gm')
}
