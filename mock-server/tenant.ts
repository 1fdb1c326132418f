import type { IncomingMessage, ServerResponse } from 'node:http'
import { Answers } from './answers/answers.ts'
import { ClaimRules } from './claims/rule.ts'
import { Clock } from './clock.ts'
import { changeable, changed, kept, told, type Changes } from './configure.ts'
import type { Defect } from './defects/defect.ts'
import { allDefects } from './defects/index.ts'
import { Switchboard } from './defects/switchboard.ts'
import { settle } from './defaults.ts'
import { Directory } from './directory.ts'
import type { Hooks } from './hooks.ts'
import { speak, type Dialect } from './dialects/dialect.ts'
import type { IssueKind, Issued, IssueWish } from './issue/wish.ts'
import { BackchannelRequests } from './features/backchannel-authentication.ts'
import { Journal } from './journal.ts'
import type { Keyring } from './keys/keyring.ts'
import { Keys } from './keys/keys.ts'
import { userNamed } from './login/identify.ts'
import { Logins } from './login/logins.ts'
import type { LoginScript } from './login/script.ts'
import type { Client, Lifetimes, TenantOptions, TenantSettings, User } from './options.ts'
import { checkClients } from './provider/check-clients.ts'
import type { Account, Provider } from './provider/library.ts'
import { Providers } from './provider/providers.ts'
import { guest } from './issue/guest.ts'
import type { TenantParts, TenantPlace } from './tenant-place.ts'
import { LocalRecords, type Records } from './storage/records.ts'
import { SharedRecords } from './storage/shared-records.ts'
import { Store } from './storage/store.ts'
import { pathOf, type PlacedEndpoint } from './wire/paths.ts'

/** One isolated issuer of a mock: its own users, clients, lifetimes, defects, state and journal. */
export class Tenant implements TenantPlace {
  readonly name: string
  readonly issuer: string
  readonly mount: string
  readonly plainUrl: string | undefined
  /** The signing keys; a change acts on the next request. */
  readonly keys: Keys
  readonly users: Directory<User>
  readonly clients: Directory<Client>
  /** Which faults are on; switching one acts on the next request. */
  readonly defects: Switchboard
  /** Scripted answers; a rule acts from the next request on. */
  readonly answers: Answers
  /** Lifetimes in whole seconds; a change counts for what is issued from then on. */
  readonly lifetimes: Lifetimes
  /** The time of the tenant, and of nobody else. */
  readonly clock = new Clock()
  readonly journal = new Journal()
  /** Claims that tokens carry in addition; a change counts for what is issued from then on. */
  readonly claims: ClaimRules
  /** Functions that see and change what passes; may be set and deleted at any time. */
  readonly hooks: Hooks
  /** How the next logins go. */
  readonly logins: Logins
  /** Who is asked to say yes on another device (CIBA), and the way to say it. */
  readonly ciba: BackchannelRequests
  /** What this process holds, at once and for defects; see `records` for what counts. */
  readonly store: Store
  /** The codes, tokens, sessions and logins that count. */
  readonly records: Records
  /** Whether other replicas may serve it too. */
  readonly isShared: boolean
  /** The vendor whose ways it has; undefined for the standards alone. */
  readonly dialect: Dialect | undefined
  #initial: TenantOptions
  #initialHooks: Hooks
  #base: TenantSettings
  #settings: TenantSettings | undefined
  readonly #providers = new Providers(this)

  constructor(place: TenantPlace, options: TenantOptions, { keyring, dialect, shared }: TenantParts) {
    const stale = () => this.#forget()
    // Functions cannot be cloned, and nothing changes them.
    const { hooks = {}, ...plain } = options
    this.name = place.name
    this.issuer = place.issuer
    this.mount = place.mount
    this.plainUrl = place.plainUrl
    this.keys = new Keys(keyring, () => {
      this.#forget()
      this.check()
    })
    this.#initialHooks = hooks
    this.#initial = structuredClone(plain)
    this.dialect = dialect
    this.#base = this.#spoken(options)
    this.answers = new Answers(this.#base.answers)
    this.claims = new ClaimRules(this.#base.claims)
    this.hooks = { ...hooks }
    this.lifetimes = this.#base.lifetimes
    this.store = new Store(this.#base.capacity)
    this.isShared = shared !== undefined
    this.records = shared ? new SharedRecords(this.store, shared, this.clock) : new LocalRecords(this.store)
    this.users = new Directory(this.#base.users, (user) => user.username, stale)
    this.clients = new Directory(this.#base.clients, (client) => client.client_id, stale)
    this.defects = new Switchboard(allDefects(), stale)
    this.#switch(this.#base.defects)
    this.logins = new Logins((user) => this.#base.anyUser || userNamed(this, user) !== undefined)
    this.logins.next(...this.#base.logins)
    this.ciba = new BackchannelRequests(this, () => this.provider)
    this.#wind(this.#base)
  }

  /** How the tenant behaves now, the defects that are on included. */
  get settings(): TenantSettings {
    // A defect that changes settings works on a copy, which must follow every later change of the lifetimes.
    if (this.defects.active.options.length > 0) return this.#settle()
    return (this.#settings ??= this.#settle())
  }

  /** The signing keys as they are now. */
  get keyring(): Keyring {
    return this.keys.ring
  }

  /** The user of a subject: one of {@link users}, or one that a token was issued to without being among them. */
  userOf(sub: string): User | undefined {
    const user = this.users.find(sub) ?? this.users.list().find((one) => one.sub === sub)
    return user && (user.sub ?? user.username) === sub ? user : guest(this.store, sub)
  }

  /** The account behind a subject, as oidc-provider wants it; undefined when no user has it. */
  account(sub: string): Account | undefined {
    const user = this.userOf(sub)
    // A client that may refresh its own tokens is the account behind them.
    const itself = user === undefined && this.settings.clientCredentialsRefresh && this.clients.find(sub)
    if (itself) return { accountId: sub, claims: () => ({ sub }) }
    return user && { accountId: sub, claims: () => ({ preferred_username: user.username, ...user.claims, sub }) }
  }

  /** The oidc-provider of the tenant as it is set up now; for the rooms of the mock. */
  get provider(): Provider {
    return this.#providers.of(this.issuer).provider
  }

  /** The address of an endpoint, such as `token`. */
  urlOf(endpoint: PlacedEndpoint): string {
    return this.issuer.replace(/\/$/, '') + pathOf(this.settings, endpoint)
  }

  /** Issues tokens, or a code, without a flow; rejects naming what is known when the user, client or scope is not. */
  async issue<Kind extends IssueKind = 'tokens'>(wish: IssueWish<Kind>): Promise<Issued[Kind]> {
    const { issue } = await import('./issue/issue.ts')
    return this.clock.run(() => issue(this, wish))
  }

  /** Answers a request whose path is already relative to the tenant; `req.originalUrl` holds the whole path. The issuer is another than the tenant's own where it is taken from the request. */
  handle(req: IncomingMessage, res: ServerResponse, issuer = this.issuer): void {
    const { handler } = this.#providers.of(issuer)
    this.clock.run(() => handler(req, res))
  }

  /** Builds the provider now and throws what is wrong with the options, instead of at the first request. */
  check(): void {
    this.#providers.of(this.issuer)
  }

  /** Rejects when oidc-provider refuses the options, or these clients, which it looks at when they first ask otherwise. */
  async checkWith(clients: readonly Client[]): Promise<void> {
    await checkClients(this.provider, clients)
  }

  /** How it behaves now, as options that make another tenant like it; private keys and functions are left out. */
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
    const [initial, initialHooks, base, lifetimes] = [
      this.#initial,
      this.#initialHooks,
      this.#base,
      { ...this.lifetimes },
    ]
    const [users, clients, defects, hooks] = [
      this.users.list(),
      this.clients.list(),
      this.defects.records(),
      { ...this.hooks },
    ]
    const [answers, claims, logins] = [this.answers.remember(), this.claims.remember(), this.logins.list()]
    return () => {
      this.#initial = initial
      this.#initialHooks = initialHooks
      this.#base = base
      Object.assign(this.lifetimes, lifetimes)
      this.users.replace(users)
      this.clients.replace(clients)
      this.#switch(defects)
      this.#hook(hooks)
      answers()
      claims()
      this.#line(logins)
    }
  }

  /** Forgets every login, code, token and journal entry, and puts users, clients, lifetimes, clock, keys, scripted answers, claims, hooks, next logins and defects back as they began. */
  reset(): void {
    const initial = this.#spoken(this.#initial)
    this.records.clear()
    this.journal.clear()
    this.users.replace(initial.users)
    this.clients.replace(initial.clients)
    Object.assign(this.lifetimes, initial.lifetimes)
    this.keys.reset()
    this.answers.replace(initial.answers)
    this.claims.replace(initial.claims)
    this.#hook(this.#initialHooks)
    this.#switch(initial.defects)
    this.#line(initial.logins)
    this.#wind(initial)
  }

  /** Lets go of what outlives its requests. */
  close(): void {
    this.clock.reset()
  }

  // What the changes do not name stays as it was made since.
  #apply(changes: Changes<TenantOptions>): void {
    const { hooks, ...plain } = changes
    const initial = changed(this.#initial, structuredClone(plain))
    const next = this.#spoken(initial)
    this.#initial = initial
    this.#base = { ...next, lifetimes: this.lifetimes, ...kept(this.#base) }
    if ('users' in changes) this.users.replace(next.users)
    if ('clients' in changes) this.clients.replace(next.clients)
    if ('lifetimes' in changes) Object.assign(this.lifetimes, next.lifetimes)
    if ('defects' in changes) this.#switch(next.defects)
    if ('hooks' in changes) this.#hook((this.#initialHooks = hooks ?? {}))
    if ('answers' in changes) this.answers.replace(next.answers)
    if ('claims' in changes) this.claims.replace(next.claims)
    // A script names a user, who may be as new as the script.
    if ('logins' in changes) this.#line(next.logins)
    this.#forget()
  }

  #spoken(options: TenantOptions): TenantSettings {
    return settle(speak(options, this.dialect?.options))
  }

  #switch(defects: readonly (string | Defect)[]): void {
    this.defects.off()
    for (const id of defects) this.defects.on(id)
  }

  #hook(hooks: Hooks): void {
    for (const name of ['request', 'answer', 'claims'] as const) delete this.hooks[name]
    Object.assign(this.hooks, hooks)
  }

  #line(logins: readonly (string | LoginScript)[]): void {
    this.logins.clear()
    this.logins.next(...logins)
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
    return hooks.reduce<TenantSettings>((now, hook) => hook(now), { ...settings, lifetimes: { ...this.lifetimes } })
  }

  #forget(): void {
    this.#settings = undefined
    this.#providers.forget()
  }
}
