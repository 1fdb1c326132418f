import { version } from '../harness/version.ts'
import { commandName } from './command-name.ts'
import { tellFailure } from './failure.ts'
import type { Io } from './io.ts'
import { mockCommand } from './mock.ts'
import { programOf } from './program-of.ts'

const name = 'oauth-assay-mock'

/** Runs a command line of the mock alone, `assay mock` without the word, and returns the exit code. */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  const typed = commandName(io.env, name, `npx ${name}`)
  const command = programOf(name, version, io, { written: 'assay mock', typed })
  mockCommand(command, { io, parts: { mock: () => import('../mock-server/index.ts') } })
  try {
    await command.parseAsync([...argv], { from: 'user' })
    return 0
  } catch (error) {
    return tellFailure(error, io)
  }
}
