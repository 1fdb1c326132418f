import { Command } from 'commander'

import type { Io } from './io.ts'

/** A program with the flags every one of ours has; it writes where `io` says and never ends the process. */
export function programOf(name: string, version: string, { stdout, stderr }: Io): Command {
  return new Command(name)
    .version(version)
    .option('--color', 'colour even where the output is no terminal')
    .option('--no-color', 'no colour')
    .option('--ascii', 'plain letters instead of signs')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void stdout.write(text),
      writeErr: (text) => void stderr.write(text),
      getOutHelpWidth: () => stdout.columns ?? 110,
      getErrHelpWidth: () => stderr.columns ?? 110,
    })
}
