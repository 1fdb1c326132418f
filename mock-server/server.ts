import { randomBytes } from 'node:crypto'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import { configureTenants } from './configure-tenants.ts'
import type { MockChanges } from './configure.ts'
import { checkControl, isControl } from './control/path.ts'
import { hangUp, listen, serverFor } from './listener.ts'
import type { ControlPolicy, MockOptions, TenantOptions } from './options.ts'
import { turnAway } from './plain.ts'
import { route } from './route.ts'
import { makeTenant, type Tenant } from './tenant.ts'
import { endpointAt } from './wire/endpoints.ts'

/** What a mock listens with: its server, the plain one beside it, and their addresses. */
interface Listeners {
  readonly server: Server
  readonly url: string
  readonly plain?: { readonly server: Server; readonly url: string } | undefined
}

/** A running mock: one HTTP server, a default tenant, and as many others as are asked for. */
export class MockServer {
  /** Issuer of the default tenant. */
  readonly issuer: string
  /** Address the mock listens at, such as http://127.0.0.1:4000. */
  readonly url: string
  /** Address of the listener without TLS beside it; undefined when there is none. */
  readonly plainUrl: string | undefined
  readonly #listeners: Listeners
  readonly #base: string
  readonly #control: ControlPolicy
  readonly #tenants = new Map<string, Tenant>()

  constructor(listeners: Listeners, issuer: string, control: ControlPolicy = 'loopback') {
    const { server, url, plain } = listeners
    checkControl(control, issuer)
    this.#listeners = listeners
    this.url = url
    this.plainUrl = plain?.url
    this.issuer = issuer
    this.#control = control
    this.#base = new URL(issuer).pathname.replace(/\/$/, '')
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
    this.#tenants.get(name)?.close()
    this.#tenants.delete(name)
  }

  /**
   * Changes options while it runs: those of tenants, and which tenants there are. State survives where a tenant stays.
   * Resolves to the keys that only a restart changes; rejects on what is wrong, and nothing has changed then.
   */
  async configure({ tenant, tenants = {}, ...rest }: MockChanges): Promise<string[]> {
    const unable = await configureTenants(this, { ...(tenant && { '': tenant }), ...tenants })
    return [...Object.keys(rest), ...unable]
  }

  /** Stops listening and ends open connections. */
  async close(): Promise<void> {
    for (const tenant of this.#tenants.values()) tenant.close()
    this.#tenants.clear()
    const { server, plain } = this.#listeners
    await Promise.all([hangUp(server), ...(plain ? [hangUp(plain.server)] : [])])
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }

  async #add(name: string, options: TenantOptions): Promise<Tenant> {
    if (this.#tenants.has(name)) throw new Error(`Expected a new tenant name, got "${name}" again. Drop it first.`)
    const path = name === '' ? '' : `/t/${name}`
    const issuer = name === '' ? this.issuer : this.issuer.replace(/\/$/, '') + path
    const plainUrl = this.plainUrl
    const tenant = await makeTenant({ name, issuer, mount: this.#base + path, plainUrl }, options)
    this.#tenants.set(name, tenant)
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
    if (this.#control !== 'off' && isControl(url)) {
      this.#serveControl(req, res)
      return
    }
    const found = route(url, this.#base)
    const tenant = found && this.#tenants.get(found.tenant)
    if (!tenant) {
      res.writeHead(404, { 'content-type': 'application/json', 'cache-control': 'no-store' })
      res.end(JSON.stringify({ error: 'not_found', error_description: 'no tenant of this mock lives here' }))
      return
    }
    this.#speakAsIssuer(req, found.path)
    // oidc-provider finds its mount path by comparing the two URLs.
    Object.assign(req, { originalUrl: tenant.mount + found.path, inserted: found.inserted })
    req.url = found.path
    tenant.handle(req, res)
  }

  // Imported when first asked: most mocks are controlled from the process they run in.
  #serveControl(req: IncomingMessage, res: ServerResponse): void {
    const target = { mock: this, policy: this.#control }
    void import('./control/control.ts').then(({ control }) => control(target, req, res))
  }

  #servePlain(req: IncomingMessage, res: ServerResponse): void {
    const found = route(req.url ?? '/', this.#base)
    const hooks = (found && this.#tenants.get(found.tenant)?.defects.active.plain) ?? []
    const endpoint = endpointAt(found?.path.split('?', 1)[0] ?? '')
    if (hooks.some((serves) => serves(endpoint))) this.#serve(req, res)
    else turnAway(req, res, new URL(this.issuer).origin)
  }

  // Metadata must name the issuer's own address, whatever name the mock was reached by (RFC 8414, section 3.3).
  #speakAsIssuer(req: IncomingMessage, path: string): void {
    const { protocol, host } = new URL(this.issuer)
    if (path.startsWith('/.well-known/')) req.headers.host = host
    if (protocol !== 'https:') return
    // Behind TLS termination oidc-provider reads these two, so a client must have no say in them.
    req.headers['x-forwarded-proto'] = 'https'
    if (req.headers['x-forwarded-host'] !== undefined) req.headers['x-forwarded-host'] = host
  }
}

/** Starts a mock provider; rejects when the port is taken or the options are wrong. */
export async function createMockServer(options: MockOptions = {}): Promise<MockServer> {
  const { host, plainPort } = options
  if (plainPort !== undefined && options.tls === undefined) {
    throw new Error('Expected tls beside plainPort, got none: the only listener is plain already. Leave plainPort out.')
  }
  const server = serverFor(options)
  const second = plainPort === undefined ? undefined : createServer()
  try {
    const url = `${options.tls === undefined ? 'http' : 'https'}://${await listen(server, host, options.port)}`
    const plain = second && { server: second, url: `http://${await listen(second, host, plainPort)}` }
    return await new MockServer({ server, url, plain }, options.issuer ?? url, options.control).begin(options)
  } catch (error) {
    server.close()
    second?.close()
    throw error
  }
}
