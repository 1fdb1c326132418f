import { randomBytes } from 'node:crypto'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import { Addresses } from './address/addresses.ts'
import { issuerBeside, mountOf } from './address/issuer.ts'
import { configureTenants } from './configure-tenants.ts'
import type { MockChanges } from './configure.ts'
import { checkControl, isControl } from './control/path.ts'
import { asksForHealth, tellHealth } from './health.ts'
import { certificateOf } from './keys/certificate-of.ts'
import { asksForCertificates, hangUp, listen, serverFor } from './listener.ts'
import type { JournalEntry } from './journal.ts'
import type { ControlPolicy, MockOptions, StoreOptions, TenantOptions } from './options.ts'
import { turnAway } from './plain.ts'
import { route } from './route.ts'
import type { StoreConnection } from './storage/shared-store.ts'
import { makeTenant } from './make-tenant.ts'
import type { Tenant } from './tenant.ts'
import { locate } from './wire/paths.ts'
import { noteAsked } from './wire/back-channel.ts'
import { endpointAt } from './wire/endpoints.ts'

/** What a mock listens with: its server, the plain one beside it, and their addresses. */
interface Listeners {
  readonly server: Server
  readonly url: string
  readonly plain?: { readonly server: Server; readonly url: string } | undefined
  /** What clients have to trust, PEM. */
  readonly authority?: string | undefined
  /** Whether clients are asked for a certificate. */
  readonly certificates: boolean
}

/** What stands behind the tenants: who may control them, and where they keep their state. */
interface Behind {
  readonly control?: ControlPolicy | undefined
  readonly store?: StoreConnection | undefined
}

/** A running mock: one HTTP server, a default tenant, and as many others as are asked for. */
export class MockServer {
  /** Issuer of the default tenant; where it is taken from the request, the one at the address the mock listens at. */
  readonly issuer: string
  /** Address the mock listens at, such as http://127.0.0.1:4000. */
  readonly url: string
  /** Address of the listener without TLS beside it; undefined when there is none. */
  readonly plainUrl: string | undefined
  /** What a client has to trust to speak TLS with the mock, PEM: the authority, or the certificate you gave; undefined without TLS. Also served at `/_assay/ca.pem`. */
  readonly certificate: string | undefined
  readonly #listeners: Listeners
  readonly #addresses: Addresses
  readonly #store: StoreConnection | undefined
  readonly #control: ControlPolicy
  readonly #tenants = new Map<string, Tenant>()
  readonly #watchers = new Set<(entry: JournalEntry, tenant: Tenant) => void>()

  constructor(listeners: Listeners, addresses: Addresses, { control = 'loopback', store }: Behind = {}) {
    const { server, url, plain, authority } = listeners
    checkControl(control, addresses.home)
    this.#listeners = listeners
    this.#store = store
    this.url = url
    this.plainUrl = plain?.url
    this.issuer = addresses.home
    this.certificate = authority
    this.#addresses = addresses
    this.#control = control
    server.on('request', (req, res) => this.#serve(req, res))
    plain?.server.on('request', (req, res) => this.#servePlain(req, res))
  }

  /** The tenant at the issuer itself. */
  get tenant(): Tenant {
    const tenant = this.#tenants.get('')
    if (!tenant) throw new Error('Expected the default tenant, got none: the mock is closed. Create another.')
    return tenant
  }

  /** Every tenant by name; the default one has the empty name. */
  get tenants(): ReadonlyMap<string, Tenant> {
    return this.#tenants
  }

  /** Adds a tenant at `<issuer>/t/<name>`, with a random name when none is given; rejects when the name is taken or bad. */
  async createTenant(name = randomBytes(9).toString('hex'), options: TenantOptions = {}): Promise<Tenant> {
    if (!/^[A-Za-z0-9_-]+$/.test(name)) {
      throw new Error(`Expected a tenant name of letters, digits, "_" and "-", got "${name}". Choose another.`)
    }
    return this.#add(name, options)
  }

  /** Removes a tenant and all it knows; requests to it are answered 404 from then on. */
  dropTenant(name: string): void {
    if (name === '')
      throw new Error('Expected the name of an added tenant, got the default one. Close the mock instead.')
    const tenant = this.#tenants.get(name)
    tenant?.records.clear()
    tenant?.close()
    this.#tenants.delete(name)
  }

  /** Tells a listener of each request to any tenant, those still to come included; returns what ends that. */
  subscribe(listener: (entry: JournalEntry, tenant: Tenant) => void): () => void {
    this.#watchers.add(listener)
    return () => this.#watchers.delete(listener)
  }

  /**
   * Changes options while it runs: those of tenants, and which tenants there are. State survives where a tenant stays.
   * Resolves to the keys that only a restart changes; rejects on what is wrong, and nothing has changed then.
   */
  async configure({ tenant, tenants = {}, ...rest }: MockChanges): Promise<string[]> {
    const unable = await configureTenants(this, { ...(tenant && { '': tenant }), ...tenants })
    return [...Object.keys(rest), ...unable]
  }

  /** Stops listening and ends open connections; requests under way have `grace` seconds to be answered, none unless told. */
  async close({ grace = 0 }: { grace?: number } = {}): Promise<void> {
    const { server, plain } = this.#listeners
    await Promise.all([hangUp(server, grace), ...(plain ? [hangUp(plain.server, grace)] : [])])
    for (const tenant of this.#tenants.values()) tenant.close()
    this.#tenants.clear()
    this.#store?.close()
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }

  async #add(name: string, options: TenantOptions): Promise<Tenant> {
    if (this.#tenants.has(name)) throw new Error(`Expected a new tenant name, got "${name}" again. Drop it first.`)
    const { mtls } = options.features ?? {}
    if (mtls && !this.#listeners.certificates && !(typeof mtls === 'object' && mtls.header)) {
      const fix = 'Give the mock tls and clientCertificates: true, or mtls a header.'
      throw new Error(`Expected a listener that asks for certificates because of features.mtls, got another. ${fix}`)
    }
    const issuer = issuerBeside(this.issuer, name)
    const plainUrl = this.plainUrl
    const place = { name, issuer, mount: mountOf(issuer), plainUrl }
    const tenant = await makeTenant(place, options, this.#store?.at(issuer))
    this.#tenants.set(name, tenant)
    tenant.journal.subscribe((entry) => {
      for (const listener of this.#watchers) listener(entry, tenant)
    })
    return tenant
  }

  /** Adds the tenants a mock starts with. */
  async begin({ tenant = {}, tenants = {} }: MockOptions): Promise<this> {
    await this.#add('', tenant)
    for (const [name, options] of Object.entries(tenants)) await this.createTenant(name, options)
    return this
  }

  #serve(req: IncomingMessage, res: ServerResponse): void {
    const url = req.url ?? '/'
    if (asksForHealth(req)) return void tellHealth(res, async () => (await this.#store?.answers()) ?? true)
    if (url === authorityPath && this.certificate !== undefined) return show(res, this.certificate)
    if (this.#control !== 'off' && isControl(url)) return this.#serveControl(req, res)
    const reached = this.#addresses.reach(req)
    if ('problem' in reached) return decline(res, reached.status, 'invalid_request', reached.problem)
    const found = route(url, this.#addresses.base)
    const tenant = found && this.#tenants.get(found.tenant)
    if (!tenant) return decline(res, 404, 'not_found', 'no tenant of this mock lives here')
    const issuer = issuerBeside(reached.issuer, found.tenant)
    const path = locate(found.path, tenant.settings)
    if (path === undefined) return decline(res, 404, 'not_found', 'this tenant has that endpoint at another path')
    this.#addresses.settle(req, path, reached)
    if (this.#addresses.pointsBack) noteAsked(res, issuerBeside(reached.asked, found.tenant))
    // oidc-provider finds its mount path by comparing the two URLs.
    const mount = issuer === tenant.issuer ? tenant.mount : mountOf(issuer)
    Object.assign(req, { originalUrl: mount + path, inserted: found.inserted, controlled: this.#control !== 'off' })
    req.url = path
    tenant.handle(req, res, issuer)
  }

  // Imported when first asked: most mocks are controlled from the process they run in.
  #serveControl(req: IncomingMessage, res: ServerResponse): void {
    const target = { mock: this, policy: this.#control }
    import('./control/control.ts')
      .then(({ control }) => control(target, req, res))
      .catch(() => (res.headersSent ? res.destroy() : decline(res, 500, 'server_error', 'the control failed')))
  }

  #servePlain(req: IncomingMessage, res: ServerResponse): void {
    const found = route(req.url ?? '/', this.#addresses.base)
    const tenant = found && this.#tenants.get(found.tenant)
    const hooks = tenant?.defects.active.plain ?? []
    const path = (found && tenant && locate(found.path, tenant.settings)) ?? ''
    const endpoint = endpointAt(path.split('?', 1)[0] ?? '')
    if (req.url === authorityPath || hooks.some((serves) => serves(endpoint))) this.#serve(req, res)
    else {
      const elsewhere = tenant?.defects.active.redirectPlain.map((hook) => hook(req)).find((path) => path !== undefined)
      turnAway(req, res, new URL(this.issuer).origin, elsewhere)
    }
  }
}

const authorityPath = '/_assay/ca.pem'

function decline(res: ServerResponse, status: number, error: string, description: string): void {
  res.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
  res.end(JSON.stringify({ error, error_description: description }))
}

function show(res: ServerResponse, certificate: string): void {
  res.writeHead(200, { 'content-type': 'application/x-pem-file', 'cache-control': 'no-store' })
  res.end(certificate)
}

/** Starts a mock provider; rejects when the port is taken or the options are wrong. */
export async function createMockServer(options: MockOptions = {}): Promise<MockServer> {
  const { host, plainPort, clientCertificates } = options
  if (plainPort !== undefined && options.tls === undefined) {
    throw new Error('Expected tls beside plainPort, got none: the only listener is plain already. Leave plainPort out.')
  }
  if (clientCertificates === true && options.tls === undefined) {
    throw new Error(
      'Expected tls beside clientCertificates, got none: only TLS has them. Leave clientCertificates out.',
    )
  }
  const certificate = await certificateOf(options.tls)
  const server = serverFor(options, certificate)
  const second = plainPort === undefined ? undefined : createServer()
  const store = options.store && (await open(options.store))
  try {
    const url = `${options.tls === undefined ? 'http' : 'https'}://${await listen(server, host, options.port)}`
    const plain = second && { server: second, url: `http://${await listen(second, host, plainPort)}` }
    const addresses = new Addresses(url, options)
    const certificates = asksForCertificates(options)
    const listeners = { server, url, plain, certificates, authority: certificate?.authority }
    return await new MockServer(listeners, addresses, { control: options.control, store }).begin(options)
  } catch (error) {
    server.close()
    second?.close()
    store?.close()
    throw error
  }
}

// Loaded on demand: most mocks keep their state in memory.
async function open(options: StoreOptions): Promise<StoreConnection> {
  const { connectRedis } = await import('./storage/connect-redis.ts')
  return connectRedis(options)
}
