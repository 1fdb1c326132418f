import { Command } from 'commander'
import { mockCommand } from '../../cli/mock.ts'
import { installed } from '../../cli/parts.ts'
import { fakeIo } from '../cli/fake-io.ts'

/** The long names of the flags of `assay mock`. */
export function mockFlags(): string[] {
  const assay = new Command()
  mockCommand(assay, { io: fakeIo(), parts: installed, exit: () => undefined })
  return (assay.commands[0]?.options ?? []).flatMap(({ long }) => long ?? [])
}
