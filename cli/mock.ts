import type { Command } from 'commander'

import { UsageError } from '../harness/usage-error.ts'
import type { MockOptions, MockServer, TenantOptions } from '../mock-server/index.ts'
import { absolute, collect, oneOf } from './flags.ts'
import { interruptible } from './interrupt.ts'
import { parseLifetimes } from './lifetimes.ts'
import { mockText } from './mock-text.ts'
import { Output, type Look } from './output.ts'
import type { Mock } from './parts.ts'
import type { Setting } from './setting.ts'

const logins = ['picker', 'password', 'automatic'] as const

interface Flags extends Look {
  readonly port?: number
  readonly host?: string
  readonly issuer?: string
  readonly config?: string
  readonly login?: (typeof logins)[number]
  readonly defect: readonly string[]
  readonly lifetime: readonly string[]
}

/** Adds `assay mock`. */
export function mockCommand(assay: Command, setting: Setting): void {
  assay
    .command('mock')
    .description(
      'Start a strict provider to work against; it runs until it is interrupted and forgets everything then.',
    )
    .option('-p, --port <number>', 'port to listen at; 0 takes a free one (default: 4000)', port)
    .option('--host <address>', 'address to listen at (default: 127.0.0.1)')
    .option('--issuer <url>', 'the name clients reach it by, when that is not its address')
    .option('--config <file>', 'users and clients, YAML or JSON')
    .option('--login <way>', `how people log in: ${logins.join(', ')} (default: picker)`)
    .option('--defect <id>', 'switch a deliberate fault on; repeatable', collect, [])
    .option('--lifetime <name=seconds>', 'change lifetimes: code=2,access_token=3; repeatable', collect, [])
    .addHelpText('after', examples)
    .action(async (_: unknown, command: Command) => serve(command.optsWithGlobals<Flags>(), setting))
}

async function serve(flags: Flags, { io, parts }: Setting): Promise<void> {
  const output = new Output(io, flags)
  const mock = await parts.mock()
  const options = await optionsOf(flags, mock, io.cwd)
  await interruptible(
    io,
    () => output.note('stopping; once more ends at once'),
    async (signal) => {
      const server = await start(mock, options)
      try {
        const warning = exposure(options.host)
        if (warning !== undefined) output.note(warning)
        output.result(await mockText(server))
        await aborted(signal)
      } finally {
        await server.close()
      }
    },
  )
}

async function optionsOf(flags: Flags, mock: Mock, cwd: string): Promise<MockOptions> {
  const [file] = flags.config === undefined ? [] : absolute(cwd, [flags.config])
  const given = file === undefined ? {} : await mock.readMockFile(file).catch(asUsage)
  if (flags.login !== undefined) oneOf('login', flags.login, logins)
  for (const id of flags.defect) oneOf('defect', id, [...mock.allDefects().keys()])
  const host = flags.host ?? given.host ?? '127.0.0.1'
  const port = flags.port ?? given.port ?? 4000
  const issuer =
    flags.issuer ?? given.issuer ?? (isWildcard(host) && port !== 0 ? `http://localhost:${port}` : undefined)
  return {
    ...given,
    host,
    port,
    ...(issuer === undefined ? {} : { issuer }),
    tenant: tenantOf(flags, given.tenant ?? {}),
  }
}

function tenantOf(flags: Flags, given: TenantOptions): TenantOptions {
  return {
    ...given,
    login: flags.login ?? given.login ?? 'picker',
    lifetimes: { ...given.lifetimes, ...parseLifetimes(flags.lifetime) },
    defects: [...(given.defects ?? []), ...flags.defect],
  }
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

/** What goes wrong before the mock runs lies in what it was asked: an address, a file, an option. */
function asUsage(error: unknown): never {
  throw new UsageError(error instanceof Error ? error.message : String(error), { cause: error })
}

function exposure(host = '127.0.0.1'): string | undefined {
  if (host === 'localhost' || host === '::1' || host.startsWith('127.')) return undefined
  return `warning: listening at ${host}: everyone who reaches this machine can use this provider, and its keys, users and secrets are published`
}

function isWildcard(host: string): boolean {
  return host === '0.0.0.0' || host === '::'
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    signal.addEventListener('abort', () => resolve(), { once: true })
  })
}

function port(text: string): number {
  const number = Number(text)
  if (/^\d+$/.test(text) && number <= 65_535) return number
  throw new UsageError(`--port: expected a number from 0 to 65535, got "${text}"`)
}

const examples = `
Examples:
  assay mock                                    on http://127.0.0.1:4000, users to pick from
  assay mock --port 0 --login automatic         on a free port, nobody needs to log in
  assay mock --lifetime code=2,access_token=5   to see a client cope with expiry
  assay mock --defect code-reusable             with a deliberate fault`
