import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import type { Command } from 'commander'

import { UsageError } from '../harness/usage-error.ts'
import type { MockOptions, MockServer } from '../mock-server/index.ts'
import { absolute, collect } from './flags.ts'
import { interruptible } from './interrupt.ts'
import type { Environment } from './io.ts'
import { environmentFlags } from './mock-environment.ts'
import { asUsage, controls, logins, optionsOf, portNumber, withStore, type MockFlags } from './mock-options.ts'
import { followConfig } from './mock-reload.ts'
import { mockText } from './mock-text.ts'
import { refusalText } from './refusal-text.ts'
import { Output } from './output.ts'
import type { Mock } from './parts.ts'
import type { Setting } from './setting.ts'

/** Adds `assay mock`. */
export function mockCommand(assay: Command, setting: Setting): void {
  assay
    .command('mock')
    .description(
      'Start a strict provider to work against; it runs until it is interrupted and forgets everything then.',
    )
    .option('-p, --port <number>', 'port to listen at; 0 takes a free one (default: 4000)', (text) => portNumber(text))
    .option('--host <address>', 'address to listen at (default: 127.0.0.1)')
    .option(
      '--issuer <url>',
      'the name clients reach it by, when that is not its address; from-request takes it from each request',
    )
    .option('--backchannel', 'point programs to the host name they ask for the metadata by; the issuer stays')
    .option('--proxy', 'believe what a proxy says of the address in Forwarded and X-Forwarded headers')
    .option('--tls', 'speak TLS, with a published development certificate for localhost and 127.0.0.1')
    .option('--tls-host <name>', 'speak TLS, with a new certificate for this host name too; repeatable', collect)
    .option('--tls-cert <file>', 'speak TLS, with this certificate, PEM')
    .option('--tls-key <file>', 'the private key of the certificate, PEM')
    .option('--tls-out <folder>', 'write there what clients have to trust, as ca.pem')
    .option('--lenient', 'take any client, any secret, any redirect URI and any origin, as other mocks do')
    .option('--config <file>', 'users, clients and all else, YAML or JSON; changes act while it runs')
    .option('--redis <url>', 'keep its state in a Redis, together with other replicas')
    .option('--login <way>', `how people log in: ${logins.join(', ')} (default: picker)`)
    .option('--defect <id>', 'switch a deliberate fault on; repeatable', collect)
    .option('--lifetime <name=seconds>', 'change lifetimes: code=2,access_token=3; repeatable', collect)
    .option('--control <who>', `who may control it at /_assay: ${controls.join(', ')} (default: loopback)`)
    .option('--control-token <token>', 'let whoever has this bearer token control it, from anywhere')
    .option('-q, --quiet', 'do not print why requests were refused')
    .addHelpText('after', examples)
    .action(async (_: unknown, command: Command) => {
      await serve(flagsOf(command.optsWithGlobals<Partial<MockFlags>>(), setting.io.env), setting)
    })
}

// Variables fill what the command line leaves open; `--control` answers for the token too.
function flagsOf(typed: Partial<MockFlags>, env: Environment): MockFlags {
  const { controlToken, ...told } = environmentFlags(env)
  const token = controlToken === undefined || typed.control !== undefined ? {} : { controlToken }
  return { defect: [], lifetime: [], ...told, ...token, ...typed }
}

async function serve(flags: MockFlags, { io, parts }: Setting): Promise<void> {
  const output = new Output(io, flags)
  const mock = await parts.mock()
  const options = withStore(await optionsOf(flags, mock, io.cwd), flags.redis ?? io.env['ASSAY_MOCK_REDIS'])
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

const examples = `
Examples:
  assay mock                                    on http://127.0.0.1:4000, users to pick from
  assay mock --port 0 --login automatic         on a free port, nobody needs to log in
  assay mock --tls                              on https://127.0.0.1:4000
  assay mock --tls --tls-host mock --tls-out certs   on https://127.0.0.1:4000 and as https://mock:4000
  assay mock --lenient                          any client id works
  assay mock --lifetime code=2,access_token=5   to see a client cope with expiry
  assay mock --config mock.yaml                 users and clients from a file, followed as it changes
  assay mock --defect code-reusable             with a deliberate fault

Every option has a variable: ASSAY_MOCK_PORT, ASSAY_MOCK_CONFIG, ASSAY_MOCK_DEFECTS (several, with commas) …
Options count before variables, and both before the file.`
