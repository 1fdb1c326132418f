import type { IncomingMessage, ServerResponse } from 'node:http'
import { Clock } from './clock.ts'
import { allDefects } from './defects/index.ts'
import { Switchboard } from './defects/switchboard.ts'
import { settle } from './defaults.ts'
import { Directory } from './directory.ts'
import { Journal } from './journal.ts'
import { developmentKeyring, freshKeyring, Keyring } from './keys/keyring.ts'
import type { Client, Lifetimes, TenantOptions, TenantSettings, User } from './options.ts'
import { buildProvider } from './provider/build.ts'
import type { Account } from './provider/library.ts'
import { LocalRecords, type Records } from './storage/records.ts'
import { SharedRecords } from './storage/shared-records.ts'
import type { SharedStore } from './storage/shared-store.ts'
import { Store } from './storage/store.ts'

type Handler = (req: IncomingMessage, res: ServerResponse) => unknown

/** Where a tenant lives: its name (empty for the default one), its issuer, the path its requests come in at, and the address of the mock without TLS. */
export interface TenantPlace {
  readonly name: string
  readonly issuer: string
  readonly mount: string
  readonly plainUrl?: string | undefined
}

/** One isolated issuer of a mock: its own users, clients, lifetimes, defects, state and journal. */
export class Tenant implements TenantPlace {
  readonly name: string
  readonly issuer: string
  readonly mount: string
  readonly plainUrl: string | undefined
  readonly keyring: Keyring
  readonly users: Directory<User>
  readonly clients: Directory<Client>
  /** Which faults are on; switching one acts on the next request. */
  readonly defects: Switchboard
  /** Lifetimes in whole seconds; a change counts for what is issued from then on. */
  readonly lifetimes: Lifetimes
  /** The time of the tenant, and of nobody else. */
  readonly clock = new Clock()
  readonly journal = new Journal()
  /** What this process holds, at once and for defects; see `records` for what counts. */
  readonly store: Store
  /** The codes, tokens, sessions and logins that count. */
  readonly records: Records
  /** Whether other replicas may serve it too. */
  readonly isShared: boolean
  readonly #initial: TenantOptions
  readonly #base: TenantSettings
  #settings: TenantSettings | undefined
  #handler: Handler | undefined

  constructor(place: TenantPlace, options: TenantOptions, keyring: Keyring, shared?: SharedStore) {
    const stale = () => this.#forget()
    this.name = place.name
    this.issuer = place.issuer
    this.mount = place.mount
    this.plainUrl = place.plainUrl
    this.keyring = keyring
    this.#initial = structuredClone(options)
    this.#base = settle(options)
    this.lifetimes = this.#base.lifetimes
    this.store = new Store(this.#base.capacity)
    this.isShared = shared !== undefined
    this.records = shared ? new SharedRecords(this.store, shared, this.clock) : new LocalRecords(this.store)
    this.users = new Directory(this.#base.users, (user) => user.username, stale)
    this.clients = new Directory(this.#base.clients, (client) => client.client_id, stale)
    this.defects = new Switchboard(allDefects(), stale)
    for (const id of this.#base.defects) this.defects.on(id)
    this.#wind(this.#base)
  }

  /** How the tenant behaves now, the defects that are on included. */
  get settings(): TenantSettings {
    // A defect that changes settings works on a copy, which must follow every later change of the lifetimes.
    if (this.defects.active.options.length > 0) return this.#settle()
    return (this.#settings ??= this.#settle())
  }

  /** The account behind a subject, as oidc-provider wants it; undefined when no user has it. */
  account(sub: string): Account | undefined {
    const user = this.users.find(sub) ?? this.users.list().find((one) => one.sub === sub)
    if (!user || (user.sub ?? user.username) !== sub) return undefined
    return { accountId: sub, claims: () => ({ preferred_username: user.username, ...user.claims, sub }) }
  }

  /** Answers a request whose path is already relative to the tenant; `req.originalUrl` holds the whole path. */
  handle(req: IncomingMessage, res: ServerResponse): void {
    const handler = (this.#handler ??= buildProvider(this).callback())
    this.clock.run(() => handler(req, res))
  }

  /** Builds the provider now and throws what is wrong with the options, instead of at the first request. */
  check(): void {
    this.#handler ??= buildProvider(this).callback()
  }

  /** Forgets every login, code, token and journal entry, and puts users, clients, lifetimes, clock and defects back as they began. */
  reset(): void {
    const initial = settle(this.#initial)
    this.records.clear()
    this.journal.clear()
    this.users.replace(initial.users)
    this.clients.replace(initial.clients)
    Object.assign(this.lifetimes, initial.lifetimes)
    this.defects.off()
    for (const id of initial.defects) this.defects.on(id)
    this.#wind(initial)
  }

  /** Lets go of what outlives its requests. */
  close(): void {
    this.clock.reset()
  }

  #wind({ clock }: TenantSettings): void {
    const { at, offset = 0, frozen = false } = clock
    this.clock.reset()
    if (at !== undefined) this.clock.set(at)
    if (offset !== 0) this.clock.advance(offset)
    if (frozen) this.clock.freeze()
  }

  #settle(): TenantSettings {
    const settings = { ...this.#base, users: this.users.list(), clients: structuredClone(this.clients.list()) }
    const hooks = this.defects.active.options
    if (hooks.length === 0) return settings
    // Defects get copies, so that switching them off leaves nothing behind.
    return hooks.reduce((changed, hook) => hook(changed), { ...settings, lifetimes: { ...this.lifetimes } })
  }

  #forget(): void {
    this.#settings = undefined
    this.#handler = undefined
  }
}

/** Makes a tenant, with the keys its options ask for; rejects when oidc-provider refuses the options. */
export async function makeTenant(
  place: TenantPlace,
  options: TenantOptions = {},
  shared?: SharedStore,
): Promise<Tenant> {
  const { keys = 'development' } = options
  if (shared && keys === 'fresh') {
    throw new Error(
      'Expected keys that every replica has, got "fresh". Use "development", or give a key set of your own.',
    )
  }
  const keyring =
    keys === 'development' ? developmentKeyring() : keys === 'fresh' ? await freshKeyring() : new Keyring(keys)
  const tenant = new Tenant(place, options, keyring, shared)
  tenant.check()
  return tenant
}
