import type { IncomingMessage, ServerResponse } from 'node:http'
import { Clock } from './clock.ts'
import { changeable, changed, told, type Changes } from './configure.ts'
import type { Defect } from './defects/defect.ts'
import { allDefects } from './defects/index.ts'
import { Switchboard } from './defects/switchboard.ts'
import { settle } from './defaults.ts'
import { Directory } from './directory.ts'
import { Journal } from './journal.ts'
import { developmentKeyring, freshKeyring, Keyring } from './keys/keyring.ts'
import type { Client, Lifetimes, TenantOptions, TenantSettings, User } from './options.ts'
import { buildProvider } from './provider/build.ts'
import { checkClients } from './provider/check-clients.ts'
import type { Account, Provider } from './provider/library.ts'
import { Store } from './storage/store.ts'

/** A provider that stands, and its way in. */
interface Built {
  readonly provider: Provider
  readonly handler: (req: IncomingMessage, res: ServerResponse) => unknown
}

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
  readonly store: Store
  #initial: TenantOptions
  #base: TenantSettings
  #settings: TenantSettings | undefined
  #built: Built | undefined

  constructor(place: TenantPlace, options: TenantOptions, keyring: Keyring) {
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
    this.users = new Directory(this.#base.users, (user) => user.username, stale)
    this.clients = new Directory(this.#base.clients, (client) => client.client_id, stale)
    this.defects = new Switchboard(allDefects(), stale)
    this.#switch(this.#base.defects)
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
    const { handler } = (this.#built ??= this.#build())
    this.clock.run(() => handler(req, res))
  }

  /** Builds the provider now and throws what is wrong with the options, instead of at the first request. */
  check(): void {
    this.#built ??= this.#build()
  }

  /** Rejects when oidc-provider refuses the options, or these clients, which it looks at when they first ask otherwise. */
  async checkWith(clients: readonly Client[]): Promise<void> {
    this.#built ??= this.#build()
    await checkClients(this.#built.provider, clients)
  }

  /** How it behaves now, as options that make another tenant like it; private keys are left out. */
  get options(): TenantOptions {
    return told({ ...this.settings, lifetimes: { ...this.lifetimes }, defects: this.defects.list() })
  }

  /**
   * Changes options while it runs; undefined puts one back to its default. Codes, tokens and sessions survive, and
   * `reset` comes back to what is told here. Resolves to the keys that only a new tenant can have otherwise; rejects on
   * what is wrong, and nothing has changed then.
   */
  async configure(changes: Changes<TenantOptions>): Promise<string[]> {
    const { able, unable } = changeable(changes)
    const undo = this.remember()
    try {
      this.#apply(able)
      await this.checkWith(able.clients ?? [])
      if ('clock' in able) this.#wind(this.#base)
    } catch (error) {
      undo()
      throw error
    }
    return unable
  }

  /** Keeps how it is set up now, and gives what puts it back. */
  remember(): () => void {
    const [initial, base, lifetimes] = [this.#initial, this.#base, { ...this.lifetimes }]
    const [users, clients, defects] = [this.users.list(), this.clients.list(), this.defects.records()]
    return () => {
      this.#initial = initial
      this.#base = base
      Object.assign(this.lifetimes, lifetimes)
      this.users.replace(users)
      this.clients.replace(clients)
      this.#switch(defects)
    }
  }

  /** Forgets every login, code, token and journal entry, and puts users, clients, lifetimes, clock and defects back as they began. */
  reset(): void {
    const initial = settle(this.#initial)
    this.store.clear()
    this.journal.clear()
    this.users.replace(initial.users)
    this.clients.replace(initial.clients)
    Object.assign(this.lifetimes, initial.lifetimes)
    this.#switch(initial.defects)
    this.#wind(initial)
  }

  /** Lets go of what outlives its requests. */
  close(): void {
    this.clock.reset()
  }

  // What the changes do not name stays as it was made since.
  #apply(changes: Changes<TenantOptions>): void {
    const initial = changed(this.#initial, structuredClone(changes))
    const next = settle(initial)
    this.#initial = initial
    this.#base = { ...next, lifetimes: this.lifetimes, keys: this.#base.keys, capacity: this.#base.capacity }
    if ('users' in changes) this.users.replace(next.users)
    if ('clients' in changes) this.clients.replace(next.clients)
    if ('lifetimes' in changes) Object.assign(this.lifetimes, next.lifetimes)
    if ('defects' in changes) this.#switch(next.defects)
    this.#forget()
  }

  #switch(defects: readonly (string | Defect)[]): void {
    this.defects.off()
    for (const id of defects) this.defects.on(id)
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

  #build(): Built {
    const provider = buildProvider(this)
    return { provider, handler: provider.callback() }
  }

  #forget(): void {
    this.#settings = undefined
    this.#built = undefined
  }
}

/** Makes a tenant, with the keys its options ask for; rejects when oidc-provider refuses the options. */
export async function makeTenant(place: TenantPlace, options: TenantOptions = {}): Promise<Tenant> {
  const { keys = 'development' } = options
  const keyring =
    keys === 'development' ? developmentKeyring() : keys === 'fresh' ? await freshKeyring() : new Keyring(keys)
  const tenant = new Tenant(place, options, keyring)
  tenant.check()
  return tenant
}
