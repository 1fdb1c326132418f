import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { MockOptions, TenantOptions } from './options.ts'
import { route } from './route.ts'
import { makeTenant, type Tenant } from './tenant.ts'

/** A running mock: one HTTP server, a default tenant, and as many others as are asked for. */
export class MockServer {
  /** Issuer of the default tenant. */
  readonly issuer: string
  /** Address the mock listens at, such as http://127.0.0.1:4000. */
  readonly url: string
  readonly #server: Server
  readonly #base: string
  readonly #tenants = new Map<string, Tenant>()

  constructor(server: Server, url: string, issuer: string) {
    this.#server = server
    this.url = url
    this.issuer = issuer
    this.#base = new URL(issuer).pathname.replace(/\/$/, '')
    server.on('request', (req, res) => this.#serve(req, res))
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
    this.#tenants.delete(name)
  }

  /** Stops listening and ends open connections. */
  async close(): Promise<void> {
    this.#tenants.clear()
    if (!this.#server.listening) return
    await new Promise<void>((resolve, reject) => {
      this.#server.close((error) => (error ? reject(error) : resolve()))
      this.#server.closeAllConnections()
    })
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }

  async #add(name: string, options: TenantOptions): Promise<Tenant> {
    if (this.#tenants.has(name)) throw new Error(`Expected a new tenant name, got "${name}" again. Drop it first.`)
    const path = name === '' ? '' : `/t/${name}`
    const issuer = name === '' ? this.issuer : this.issuer.replace(/\/$/, '') + path
    const tenant = await makeTenant({ name, issuer, mount: this.#base + path }, options)
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
    const found = route(url, this.#base)
    const tenant = found && this.#tenants.get(found.tenant)
    if (!tenant) {
      res.writeHead(404, { 'content-type': 'application/json', 'cache-control': 'no-store' })
      res.end(JSON.stringify({ error: 'not_found', error_description: 'no tenant of this mock lives here' }))
      return
    }
    this.#speakAsIssuer(req, found.path)
    // oidc-provider finds its mount path by comparing the two URLs.
    Object.assign(req, { originalUrl: tenant.mount + found.path })
    req.url = found.path
    tenant.handle(req, res)
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

async function listen(server: Server, host: string, port: number): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve()
    })
  })
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('Expected a TCP address to listen at, got none.')
  const name = address.family === 'IPv6' ? `[${address.address}]` : address.address
  return `http://${name}:${address.port}`
}

/** Starts a mock provider; rejects when the port is taken or the options are wrong. */
export async function createMockServer(options: MockOptions = {}): Promise<MockServer> {
  const server = createServer()
  const url = await listen(server, options.host ?? '127.0.0.1', options.port ?? 0)
  try {
    return await new MockServer(server, url, options.issuer ?? url).begin(options)
  } catch (error) {
    server.close()
    throw error
  }
}
