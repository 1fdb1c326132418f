import type { Client, MockOptions, TenantOptions, TlsOptions } from '../mock-server/index.ts'
import { absolute, oneOf } from './flags.ts'
import { parseLifetimes } from './lifetimes.ts'
import type { Look } from './output.ts'
import type { Mock } from './parts.ts'
import { UsageError } from '../harness/usage-error.ts'

/** How people log in at the mock. */
export const logins = ['picker', 'password', 'automatic'] as const

/** Who may control the mock over HTTP, besides whoever has a token. */
export const controls = ['loopback', 'off'] as const

/** The flags of `assay mock`. */
export interface MockFlags extends Look {
  readonly port?: number
  readonly host?: string
  readonly issuer?: string
  readonly backchannel?: boolean
  readonly proxy?: boolean
  readonly tls?: boolean
  readonly tlsHost?: readonly string[]
  readonly tlsCert?: string
  readonly tlsKey?: string
  readonly tlsOut?: string
  readonly lenient?: boolean
  readonly config?: string
  readonly dialect?: string
  readonly quiet?: boolean
  readonly redis?: string
  readonly login?: (typeof logins)[number]
  readonly control?: (typeof controls)[number]
  readonly controlToken?: string
  readonly defect: readonly string[]
  readonly lifetime: readonly string[]
}

/** What the flags ask of a mock, over what its file says. Throws UsageError for names and numbers that mean nothing. */
export async function optionsOf(flags: MockFlags, mock: Mock, cwd: string): Promise<MockOptions> {
  const [file] = flags.config === undefined ? [] : absolute(cwd, [flags.config])
  const given = file === undefined ? {} : await mock.readMockFile(file).catch(asUsage)
  if (flags.login !== undefined) oneOf('login', flags.login, logins)
  if (flags.control !== undefined) oneOf('control', flags.control, controls)
  for (const id of flags.defect) oneOf('defect', id, [...mock.allDefects().keys()])
  const dialect = (await dialectOf(flags, mock, cwd)) ?? given.tenant?.dialect
  const host = flags.host ?? given.host ?? '127.0.0.1'
  const port = flags.port ?? given.port ?? 4000
  const tls = certificateOf(flags, cwd) ?? given.tls ?? (flags.tls === true ? 'development' : undefined)
  if (flags.tlsOut !== undefined && tls === undefined) {
    throw new UsageError('--tls-out: expected TLS, got none; say --tls-host <name> too')
  }
  const scheme = tls === undefined ? 'http' : 'https'
  const issuer =
    flags.issuer ?? given.issuer ?? (isWildcard(host) && port !== 0 ? `${scheme}://localhost:${port}` : undefined)
  const control = flags.controlToken === undefined ? flags.control : { token: flags.controlToken }
  return {
    ...given,
    ...(control === undefined ? {} : { control }),
    host,
    port,
    ...(tls === undefined ? {} : { tls }),
    ...(flags.backchannel === true ? { backchannel: 'from-request' } : {}),
    ...(flags.proxy === true ? { proxy: true } : {}),
    ...(issuer === undefined ? {} : { issuer }),
    tenant: tenantOf(flags, mock, { ...given.tenant, ...(dialect === undefined ? {} : { dialect }) }),
  }
}

/** The dialect the flags ask for: a name, or a file of one's own. */
async function dialectOf({ dialect }: MockFlags, mock: Mock, cwd: string): Promise<TenantOptions['dialect']> {
  if (dialect === undefined) return undefined
  const [file = ''] = absolute(cwd, [dialect])
  if (mock.isDialectFile(dialect)) return mock.readDialectFile(file).catch(asUsage)
  oneOf('dialect', dialect, mock.dialectNames)
  return dialect
}

/** The certificate the flags ask for besides the published one; a given one goes before a made one. */
function certificateOf({ tlsHost = [], tlsCert, tlsKey }: MockFlags, cwd: string): TlsOptions | undefined {
  if (tlsCert !== undefined || tlsKey !== undefined) {
    if (tlsCert === undefined || tlsKey === undefined) {
      throw new UsageError('--tls-cert and --tls-key: expected both, got one; give the other')
    }
    const [certFile = '', keyFile = ''] = absolute(cwd, [tlsCert, tlsKey])
    return { certFile, keyFile }
  }
  return tlsHost.length > 0 ? { hosts: [...tlsHost] } : undefined
}

// What other mocks do, for whoever comes from one.
const lenience = { unknownClients: 'accept', redirectUris: 'any', cors: 'any' } as const

// The clients of tests have awkward secrets on purpose; whoever starts the mock by hand gets one that libraries agree on.
const application: Client = {
  client_id: 'app',
  client_name: 'Your application',
  client_secret: 'app-secret-0123456789-abcdefghijklmnopqrst',
  token_endpoint_auth_method: 'client_secret_basic',
  grant_types: ['authorization_code', 'refresh_token'],
  redirect_uris: [3000, 5173, 8080].flatMap((port) => [
    `http://localhost:${port}/callback`,
    `http://127.0.0.1:${port}/callback`,
    `http://localhost:${port}/api/auth/callback/mock`,
  ]),
  post_logout_redirect_uris: ['http://localhost:3000', 'http://localhost:5173', 'http://localhost:8080'],
}

function tenantOf(flags: MockFlags, mock: Mock, given: TenantOptions): TenantOptions {
  return {
    ...given,
    // A dialect has clients of its own.
    ...(given.dialect === undefined ? { clients: given.clients ?? [application, ...mock.usualClients(given)] } : {}),
    ...(flags.lenient === true ? lenience : {}),
    login: flags.login ?? given.login ?? 'picker',
    lifetimes: { ...given.lifetimes, ...parseLifetimes(flags.lifetime) },
    defects: [...(given.defects ?? []), ...flags.defect],
  }
}

/** Where the mock keeps its state: the flag, else the environment, else the file. */
export function withStore(options: MockOptions, redis: string | undefined): MockOptions {
  return redis === undefined || redis === '' ? options : { ...options, store: { ...options.store, redis } }
}

/** What goes wrong before the mock runs lies in what it was asked: an address, a file, an option. */
export function asUsage(error: unknown): never {
  throw new UsageError(error instanceof Error ? error.message : String(error), { cause: error })
}

/** Reads a TCP port; 0 stands for a free one, `name` for where it was told. */
export function portNumber(text: string, name = '--port'): number {
  const number = Number(text)
  if (/^\d+$/.test(text) && number <= 65_535) return number
  throw new UsageError(`${name}: expected a number from 0 to 65535, got "${text}"`)
}

function isWildcard(host: string): boolean {
  return host === '0.0.0.0' || host === '::'
}
