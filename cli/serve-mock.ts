import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import { UsageError } from '../harness/usage-error.ts'
import type { MockOptions, MockServer } from '../mock-server/index.ts'
import { absolute } from './flags.ts'
import { interruptible } from './interrupt.ts'
import { asUsage, optionsOf, withStore, type MockFlags } from './mock-options.ts'
import { followConfig } from './mock-reload.ts'
import { mockText } from './mock-text.ts'
import { Output } from './output.ts'
import type { Mock, Parts } from './parts.ts'
import { refusalText } from './refusal-text.ts'
import type { Setting } from './setting.ts'

/** Starts a mock, says what one needs to know of it, and serves until it is interrupted. */
export async function serveMock(
  flags: MockFlags,
  { io, parts }: Pick<Setting, 'io'> & { parts: Pick<Parts, 'mock'> },
): Promise<void> {
  const output = new Output(io, flags)
  const mock = await parts.mock()
  const options = withStore(await optionsOf(flags, mock, io.cwd), flags.redis)
  await interruptible(
    io,
    () => output.note('stopping; once more ends at once'),
    async (signal) => {
      const server = await start(mock, options)
      const unfollow = await followConfig({ server, mock, flags, options }, io, output)
      try {
        const warning = exposure(options.host)
        if (warning !== undefined) output.note(warning)
        await keepCertificate(server, flags.tlsOut, io.cwd)
        output.result(await mockText(server, options.control !== 'off'))
        if (flags.quiet !== true) report(server, output)
        await aborted(signal)
      } finally {
        unfollow()
        await server.close({ grace: 5 })
      }
    },
  )
}

function report(server: MockServer, output: Output): void {
  server.subscribe((entry, tenant) => {
    const text = refusalText(entry, tenant.name)
    if (text !== undefined) output.note(text)
  })
}

async function start(mock: Mock, options: MockOptions): Promise<MockServer> {
  try {
    return await mock.createMockServer(options)
  } catch (error) {
    const code: unknown = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'EADDRINUSE') {
      throw new UsageError(`port ${options.port} is in use; choose another with --port, or --port 0 for a free one`)
    }
    return asUsage(error)
  }
}

async function keepCertificate({ certificate }: MockServer, folder: string | undefined, cwd: string): Promise<void> {
  if (folder === undefined || certificate === undefined) return
  const [place = ''] = absolute(cwd, [folder])
  try {
    await mkdir(place, { recursive: true })
    await writeFile(join(place, 'ca.pem'), certificate)
  } catch (error) {
    throw new UsageError(`--tls-out: cannot write to ${place}: ${error instanceof Error ? error.message : ''}`)
  }
}

function exposure(host = '127.0.0.1'): string | undefined {
  if (host === 'localhost' || host === '::1' || host.startsWith('127.')) return undefined
  return `warning: listening at ${host}: everyone who reaches this machine can use this provider, and its keys, users and secrets are published`
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
