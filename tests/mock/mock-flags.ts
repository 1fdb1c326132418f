import { Command } from 'commander'
import { mockCommand } from '../../cli/mock.ts'
import { installed } from '../../cli/parts.ts'
import { fakeIo } from '../cli/fake-io.ts'

/** The long names of the flags of `assay mock`. */
export function mockFlags(): string[] {
  const command = new Command()
  mockCommand(command, { io: fakeIo(), parts: installed })
  return command.options.flatMap(({ long }) => long ?? [])
}
