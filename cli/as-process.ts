import { isatty } from 'node:tty'

import type { Io } from './io.ts'
import { personAt } from './person.ts'

/** Runs a program as this process: with its streams and signals, and ends it with the program's exit code. */
export async function asProcess(main: (argv: readonly string[], io: Io) => Promise<number>): Promise<void> {
  // A reader that closes early (`assay list | head`) ends the program quietly.
  process.stdout.on('error', () => process.exit(0))

  process.on('unhandledRejection', (reason) => {
    process.stderr.write(
      `internal error: ${reason instanceof Error ? reason.message : String(reason)}; please report it\n`,
    )
    process.exit(3)
  })

  const code = await main(process.argv.slice(2), {
    stdout: process.stdout,
    ...(isatty(0) ? { stdin: process.stdin } : {}),
    stderr: process.stderr,
    env: process.env,
    cwd: process.cwd(),
    signals: {
      on: (name, listener) => void process.on(name, listener),
      off: (name, listener) => void process.off(name, listener),
      stop: (status) => process.exit(status),
    },
    ...(process.stdin.isTTY && process.stderr.isTTY && !process.env['CI']
      ? { person: () => personAt(process.stdin, process.stderr, () => process.exit(130)) }
      : {}),
  })

  // Writing nothing waits for what was written before: an exit would cut a pipe short.
  process.stdout.write('', () => process.stderr.write('', () => process.exit(code)))
}
