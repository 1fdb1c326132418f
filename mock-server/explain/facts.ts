import type { Client } from '../options.ts'
import type { KoaContextWithOIDC } from '../provider/library.ts'
import type { Tenant } from '../tenant.ts'

// Never a secret, a token, a code, a verifier or an assertion: what is not listed is told to be there, no more.
const harmless = new Set([
  'acr_values',
  'audience',
  'client_assertion_type',
  'client_id',
  'code_challenge_method',
  'display',
  'grant_type',
  'login_hint',
  'max_age',
  'post_logout_redirect_uri',
  'prompt',
  'redirect_uri',
  'requested_token_type',
  'resource',
  'response_mode',
  'response_type',
  'scope',
  'subject_token_type',
  'token_type_hint',
])

// Of no use to a stranger, and the developer may be looking for them.
const readable = new Set(['code_challenge', 'nonce', 'state', 'ui_locales'])

const longest = 160

/** What is known of a refused request, for the words that explain it. */
export class Facts {
  readonly tenant: Tenant
  readonly endpoint: string
  readonly method: string
  readonly contentType: string
  readonly #params: Readonly<Record<string, unknown>>
  readonly #authorization: string

  constructor(tenant: Tenant, endpoint: string, ctx: KoaContextWithOIDC) {
    const oidc: KoaContextWithOIDC['oidc'] | undefined = ctx.oidc
    this.tenant = tenant
    this.endpoint = endpoint
    this.method = ctx.method
    this.contentType = ctx.get('content-type')
    // As it came where that is known: oidc-provider drops unknown scopes from its parameters.
    this.#params = { ...known(oidc?.params), ...ctx.query, ...oidc?.body }
    this.#authorization = ctx.get('authorization')
    const named = oidc?.client?.clientId ?? this.#params['client_id'] ?? this.#basicId()
    this.clientId = typeof named === 'string' ? named : undefined
  }

  /** The client_id that was sent, whether it is registered or not. */
  readonly clientId: string | undefined

  /** The registered client. */
  get client(): Client | undefined {
    return this.clientId === undefined ? undefined : this.tenant.clients.find(this.clientId)
  }

  /** The client in words. */
  get who(): string {
    return this.clientId === undefined ? 'the client' : clip(this.clientId)
  }

  has(name: string): boolean {
    return this.#params[name] !== undefined
  }

  /** The value of a parameter that is no secret, else an empty text. */
  value(name: string): string {
    const value = this.#params[name]
    if (value === undefined || !harmless.has(name)) return ''
    return clip(Array.isArray(value) ? value.join(' and ') : String(value))
  }

  /** How many characters a parameter has. */
  sizeOf(name: string): number {
    return String(this.#params[name] ?? '').length
  }

  /** A parameter as it came: `scope=read`, `a code`, `no scope`. */
  sent(name: string): string {
    if (!this.has(name)) return `no ${name}`
    return harmless.has(name) ? `${name}=${this.value(name)}` : `a ${name} of ${this.sizeOf(name)} characters`
  }

  /** Everything the request said, secrets by their length. */
  get parameters(): [name: string, value: string][] {
    return Object.keys(this.#params).map((name) => {
      const told = harmless.has(name) || readable.has(name)
      return [clip(name), told ? clip(String(this.#params[name])) : `${this.sizeOf(name)} characters, not shown`]
    })
  }

  /** How the client authenticated, by the names of OpenID Connect Core, section 9. */
  get authentication(): string {
    const scheme = this.#authorization.split(' ', 1)[0] ?? ''
    const ways = [
      ...(this.#authorization === '' ? [] : [scheme.toLowerCase() === 'basic' ? 'client_secret_basic' : scheme]),
      ...(this.has('client_secret') ? ['client_secret_post'] : []),
      ...(this.has('client_assertion') ? ['a client_assertion'] : []),
    ]
    return ways.length === 0 ? 'none' : clip(ways.join(' and '))
  }

  #basicId(): string | undefined {
    const encoded = /^basic (\S+)$/i.exec(this.#authorization)?.[1]
    const id = encoded && Buffer.from(encoded, 'base64').toString().split(':', 1)[0]
    return id ? (new URLSearchParams(`id=${id}`).get('id') ?? undefined) : undefined
  }
}

function known(params: object | undefined): Record<string, unknown> {
  return Object.fromEntries(Object.entries(params ?? {}).filter(([, value]) => value !== undefined))
}

/** Text of a stranger, at a length a line can bear. */
export function clip(text: string): string {
  return text.length > longest ? `${text.slice(0, longest)}…` : text
}
