import type { Known } from '../harness/setup/propose.ts'
import type { Registrations } from '../harness/setup/register-clients.ts'
import type { Survey } from '../harness/setup/survey.ts'
import type { ClientEntry, UserEntry } from '../harness/target/config/config.ts'
import { isLoopback } from '../harness/target/config/loopback.ts'
import type { InitFlags } from './init.ts'
import type { Environment } from './io.ts'

type Wish = Pick<InitFlags, 'register' | 'clientId' | 'clientSecret' | 'redirectUri' | 'user' | 'passwordEnv'>

/** What is known of a target before anybody is asked. */
export interface Gathered {
  readonly known: Known
  readonly registered: Registrations
  /** Whether a mock of this machine told it. */
  readonly mock: boolean
}

/**
 * Gathers clients and users: what the flags say, else what a mock of this machine tells, else what the server registers
 * for anybody.
 */
export async function gather(found: Survey, flags: Wish): Promise<Gathered> {
  const mock = flags.register === true ? undefined : await mockAt(found.issuer)
  const registered = mock === undefined && flags.clientId === undefined ? await registrations(found, flags) : none
  const clients = { ...clientOf(flags) }
  const own = Object.keys(clients).length > 0 ? clients : (mock?.clients ?? named(registered))
  return {
    known: { ...mock, clients: own, users: usersOf(flags, mock?.users) },
    registered,
    mock: mock !== undefined,
  }
}

/** The secret of a client that a flag names; a variable keeps it out of the list of processes. */
export function secretOf({ clientSecret }: Pick<InitFlags, 'clientSecret'>, env: Environment): string | undefined {
  return clientSecret ?? (env['ASSAY_CLIENT_SECRET'] || undefined)
}

/** A key for a user that YAML needs no quotes for. */
export function userKey(username: string): string {
  return username.split('@', 1)[0]?.replaceAll(/[^\w-]/g, '_') || 'tester'
}

const none: Registrations = { made: [], refused: [] }

async function mockAt(issuer: string): Promise<Known | undefined> {
  if (!isLoopback(issuer)) return undefined
  const { runningMock } = await import('./running-mock.ts')
  return runningMock(issuer)
}

async function registrations({ issuer, metadata, resource }: Survey, { register }: Wish): Promise<Registrations> {
  const wanted = register ?? isLoopback(issuer)
  if (!wanted || typeof metadata?.['registration_endpoint'] !== 'string') return none
  const [{ registerClients }, { usualScopes }] = await Promise.all([
    import('../harness/setup/register-clients.ts'),
    import('../harness/setup/propose.ts'),
  ])
  const listed = metadata['scopes_supported']
  const all = Array.isArray(listed) ? listed.filter((scope) => typeof scope === 'string') : []
  const usual = usualScopes({ metadata, resource })
  return registerClients(issuer, metadata, {
    all,
    few: [...usual, ...all.filter((scope) => scope === 'offline_access')],
  })
}

function named({ made }: Registrations): Record<string, ClientEntry> {
  return Object.fromEntries(made.map(({ name, entry }) => [name, entry]))
}

function clientOf({ clientId, clientSecret, redirectUri }: Wish): Record<string, ClientEntry> {
  if (clientId === undefined) return {}
  const secret =
    clientSecret === undefined ? { token_endpoint_auth_method: 'none' as const } : { client_secret: clientSecret }
  return {
    client: { client_id: clientId, ...secret, ...(redirectUri.length === 0 ? {} : { redirect_uris: redirectUri }) },
  }
}

function usersOf({ user }: Wish, known: Known['users'] = {}): Record<string, UserEntry> {
  if (user === undefined) return { ...known }
  const same = Object.values(known).find(({ username }) => username === user)
  return { [userKey(user)]: same ?? { username: user } }
}
