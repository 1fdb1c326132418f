import { resolve } from 'node:path'
import type { MockOptions, MockServer } from '../mock-server/index.ts'
import { watchText } from './config-watch.ts'
import type { Io } from './io.ts'
import { optionsOf, type MockFlags } from './mock-options.ts'
import type { Output } from './output.ts'
import type { Mock } from './parts.ts'

/** A mock that runs, and what it runs with. */
export interface Running {
  readonly server: MockServer
  readonly mock: Mock
  readonly flags: MockFlags
  /** As it was started. */
  readonly options: MockOptions
}

/** Follows the file a mock was started with, and SIGHUP, until the result is called. */
export async function followConfig(running: Running, io: Io, output: Output): Promise<() => void> {
  const { config } = running.flags
  if (config === undefined) return () => undefined
  const file = resolve(io.cwd, config)
  let { options } = running
  // One after another, or the older text could win.
  let turn: Promise<void> = Promise.resolve()
  const again = async (): Promise<void> => {
    options = await apply({ ...running, options }, io, output, config)
  }
  const reload = (): void => {
    turn = turn.then(again)
  }
  const watch = await watchText(file, reload)
  io.signals.on('SIGHUP', reload)
  return () => {
    watch.close()
    io.signals.off('SIGHUP', reload)
  }
}

async function apply(
  { server, mock, flags, options }: Running,
  io: Io,
  output: Output,
  name: string,
): Promise<MockOptions> {
  try {
    const wanted = await optionsOf(flags, mock, io.cwd)
    const unable = await server.configure(mock.changesBetween(options, wanted))
    output.note(`${name}: changes applied`)
    if (unable.length > 0) output.note(`${name}: a restart is needed to change ${unable.join(', ')}`)
    return wanted
  } catch (error) {
    output.note(error instanceof Error ? error.message : String(error))
    output.note(`${name}: nothing was changed, the mock runs on as it was`)
    return options
  }
}
