import type { Known } from '../harness/setup/propose.ts'
import type { ClientEntry, UserEntry } from '../harness/target/config/config.ts'
import { userKey } from './init-known.ts'
import type { Person } from './io.ts'

/** Asks for the client and the user that nobody named; an empty answer leaves it to be filled in later. */
export async function askForMissing(
  known: Known,
  { passwordEnv, logins }: { readonly passwordEnv: string | undefined; readonly logins: boolean },
  person: () => Person,
): Promise<Known> {
  const lacksClient = Object.keys(known.clients ?? {}).length === 0
  const [user] = Object.entries(known.users ?? {})
  const lacksPassword = logins && passwordEnv === undefined && user?.[1].password === undefined
  if (!lacksClient && !lacksPassword) return known
  const somebody = person()
  try {
    const clients = lacksClient ? await askClient(somebody) : known.clients
    const users = lacksPassword ? await askUser(somebody, user) : known.users
    return { ...known, ...(clients && { clients }), ...(users && { users: { ...known.users, ...users } }) }
  } finally {
    somebody.leave()
  }
}

async function askClient({ ask }: Person): Promise<Record<string, ClientEntry> | undefined> {
  const id = await ask('client_id of a test client (empty: later)')
  if (id === '') return undefined
  const secret = await ask('client_secret (empty: a public client)', true)
  const uri = await ask('its redirect_uri (empty: it has none)')
  return {
    client: {
      client_id: id,
      ...(secret === '' ? { token_endpoint_auth_method: 'none' } : { client_secret: secret }),
      ...(uri === '' ? {} : { redirect_uris: [uri] }),
    },
  }
}

async function askUser(
  { ask }: Person,
  known: [string, UserEntry] | undefined,
): Promise<Record<string, UserEntry> | undefined> {
  const username = known?.[1].username ?? (await ask('name of a test user (empty: later)'))
  if (username === '') return undefined
  const password = await ask(`password of ${username} (empty: later)`, true)
  return { [known?.[0] ?? userKey(username)]: { ...known?.[1], username, ...(password === '' ? {} : { password }) } }
}
