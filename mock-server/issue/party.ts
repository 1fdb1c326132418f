import type { Client, User } from '../options.ts'
import type { Provider } from '../provider/library.ts'
import { defaultScope } from '../provider/token-rules.ts'
import type { Tenant } from '../tenant.ts'
import { welcome } from './guest.ts'
import type { Guest, IssueWish } from './wish.ts'

type ProviderClient = InstanceType<Provider['Client']>

/** Whom something is issued to, and how far it reaches. */
export interface Party {
  readonly client: ProviderClient
  readonly registered: Client
  readonly user: User | undefined
  readonly scope: string
  /** The grant type it seems to come from. */
  readonly grant: string
}

/** Finds the client, the user and the scope of a wish; throws naming what is known when one is not. */
export async function partyOf(tenant: Tenant, wish: IssueWish): Promise<Party> {
  const client = await clientOf(tenant, wish.client)
  const user = userOf(tenant, wish)
  const grant = wish.grant ?? (user ? 'authorization_code' : 'client_credentials')
  const registered = tenant.clients.find(client.clientId) ?? { client_id: client.clientId }
  return { client, registered, user, scope: scopeOf(tenant, wish, client), grant }
}

async function clientOf({ provider, clients }: Tenant, asked: string | undefined): Promise<ProviderClient> {
  const id = asked ?? clients.list()[0]?.client_id
  const client = id === undefined ? undefined : await provider.Client.find(id)
  if (client) return client
  const known = clients.list().map(({ client_id: name }) => name)
  throw new Error(`Expected a client among ${listed(known)}, got "${id ?? ''}". Correct it, or add the client.`)
}

function userOf(tenant: Tenant, { user, expiresIn = 0 }: IssueWish): User | undefined {
  if (user === undefined) return undefined
  if (typeof user !== 'string') return welcome(tenant.store, checked(user), lifeOf(tenant, expiresIn))
  const known = tenant.users.find(user) ?? tenant.userOf(user)
  if (known) return known
  const names = tenant.users.list().map(({ username }) => username)
  throw new Error(`Expected a user among ${listed(names)}, got "${user}". Correct it, or make one up: { sub, claims }.`)
}

function checked(guest: Guest): Guest {
  if (typeof guest.sub === 'string' && guest.sub !== '') return guest
  throw new Error(`Expected a user with a sub, got ${JSON.stringify(guest)}. Give { sub, claims }.`)
}

function lifeOf({ lifetimes }: Tenant, expiresIn: number): number {
  return Math.max(expiresIn, lifetimes.grant, lifetimes.refresh_token)
}

function scopeOf(tenant: Tenant, { scope, kind }: IssueWish, client: ProviderClient): string {
  if (scope === undefined) return [...(kind === 'id_token' ? ['openid'] : []), usual(tenant, client)].join(' ').trim()
  const names = scope.split(' ').filter((name) => name !== '')
  const unknown = names.find((name) => !tenant.settings.scopes.includes(name))
  if (unknown === undefined) return names.join(' ')
  throw new Error(
    `Expected scopes among ${listed(tenant.settings.scopes)}, got "${unknown}". Correct it, or add it to the scopes of the tenant.`,
  )
}

function usual(tenant: Tenant, { scope }: ProviderClient): string {
  return defaultScope(tenant, scope) ?? ''
}

function listed(names: readonly string[]): string {
  return names.length === 0 ? 'none' : names.join(', ')
}
