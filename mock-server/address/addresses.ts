import type { IncomingMessage } from 'node:http'
import type { AddressOptions } from '../options.ts'
import { paths } from '../wire/endpoints.ts'
import { readForwarded, trusts, type Forwarded } from './forwarded.ts'
import { namesAmong, originOf } from './host-names.ts'

/** By which names a request speaks of the mock. */
export interface Reached {
  /** Issuer of the default tenant, for this request. */
  readonly issuer: string
  /** What the issuer would be by the address that was asked. */
  readonly asked: string
}

/** Why a request gets no further: its Host header means nothing, or is a name the mock does not answer to. */
export interface Unreached {
  readonly status: 400 | 421
  readonly problem: string
}

/** What the mock is called: by one name always, or by that of each request. */
export class Addresses {
  /** Issuer of the default tenant where nobody asks. */
  readonly home: string
  /** Path of the default tenant's issuer, without trailing slash. */
  readonly base: string
  readonly #fromRequest: boolean
  readonly #points: boolean
  /** One name, without TLS: the usual mock, whose requests need not be looked at. */
  readonly #isPlain: boolean
  readonly #trusts: (peer: string | undefined) => boolean
  readonly #answersTo: ((origin: string) => boolean) | undefined

  constructor(url: string, options: AddressOptions) {
    const { issuer = url, backchannel = 'issuer', proxy = false, hosts } = options
    this.#fromRequest = issuer === 'from-request'
    this.home = this.#fromRequest ? reachable(url) : issuer
    this.#isPlain = !this.#fromRequest && this.home.startsWith('http:')
    this.base = new URL(this.home).pathname.replace(/\/$/, '')
    this.#points = backchannel === 'from-request'
    this.#trusts = trusts(proxy)
    this.#answersTo = hosts === undefined ? undefined : namesAmong([...hosts, hostOf(url), hostOf(this.home)])
  }

  /** Whether back-channel endpoints are announced at the address that was asked. */
  get pointsBack(): boolean {
    return this.#points && !this.#fromRequest
  }

  /** By which names a request came. */
  reach(req: IncomingMessage): Reached | Unreached {
    if (!this.#fromRequest && !this.#points && !this.#answersTo) return { issuer: this.home, asked: this.home }
    const told = this.#trusts(req.socket.remoteAddress) ? readForwarded(req.headers) : {}
    const origin = this.#originOf(req, told)
    if (origin === undefined) return { status: 400, problem: 'the Host header is no host name' }
    if (this.#answersTo?.(origin) === false)
      return { status: 421, problem: 'this mock does not answer to that host name' }
    const asked = origin + prefixOf(told) + this.base
    return { issuer: this.#fromRequest ? asked : this.home, asked }
  }

  /** Has oidc-provider, which goes by these headers, name the right address in what it answers. */
  settle(req: IncomingMessage, path: string, { issuer }: Reached): void {
    const forPeople = this.#isForPeople(path)
    if (this.#isPlain && !forPeople && !path.startsWith('/.well-known/')) return
    const { protocol, host } = new URL(issuer)
    // Metadata must name the issuer's own address, whatever name the mock was reached by (RFC 8414, section 3.3).
    if (path.startsWith('/.well-known/') || this.#fromRequest || forPeople) req.headers.host = host
    if (protocol !== 'https:') return
    // Behind TLS termination oidc-provider reads these two, so a client must have no say in them.
    req.headers['x-forwarded-proto'] = 'https'
    if (req.headers['x-forwarded-host'] !== undefined) req.headers['x-forwarded-host'] = host
  }

  #originOf(req: IncomingMessage, { proto, host }: Forwarded): string | undefined {
    const scheme = proto ?? ('encrypted' in req.socket ? 'https' : 'http')
    const name = host ?? req.headers.host
    return name === undefined ? new URL(this.home).origin : originOf(scheme, name)
  }

  /** Whether an answer to a program names a page for a person, who knows the mock by its issuer's name only. */
  #isForPeople(path: string): boolean {
    return this.#points && path.split('?', 1)[0] === paths.device_authorization
  }
}

function prefixOf({ prefix = '' }: Forwarded): string {
  return /^(?:\/[\w~-][\w.~-]*)+$/.test(prefix) ? prefix : ''
}

function hostOf(url: string): string {
  return new URL(url).host
}

/** An address somebody can ask: the one that stands for every interface is none. */
function reachable(url: string): string {
  const { protocol, hostname, port } = new URL(url)
  if (hostname !== '0.0.0.0' && hostname !== '[::]') return url
  return new URL(`${protocol}//localhost:${port}`).origin
}
