import { createHash, randomBytes } from 'node:crypto'
import type { Tenant } from '../../mock-server/index.ts'

/** What the tests need to know of a tenant, wherever it runs. */
export type Site = Pick<Tenant, 'issuer' | 'clients'>

/** A user agent for the tests of the mock: keeps cookies by path, follows redirects inside the issuer, posts forms. */
export class Visitor {
  readonly #cookies = new Map<string, { value: string; path: string }>()

  async request(url: string | URL, init: RequestInit = {}): Promise<Response> {
    const { pathname } = new URL(url)
    const cookie = [...this.#cookies]
      .filter(([, { path }]) => path === '/' || pathname === path || pathname.startsWith(`${path}/`))
      .map(([key, { value }]) => `${key.split(' ')[0]}=${value}`)
      .join('; ')
    const response = await fetch(url, { ...init, redirect: 'manual', headers: { ...init.headers, cookie } })
    for (const line of response.headers.getSetCookie()) this.#keep(line)
    return response
  }

  /** Follows redirects until a page or a redirect that leaves the issuer. */
  async follow(url: string | URL, issuer: string, init?: RequestInit): Promise<{ response: Response; url: URL }> {
    let at = new URL(url)
    let response = await this.request(at, init)
    for (let hop = 0; hop < 10; hop += 1) {
      const location = response.headers.get('location')
      if (!location) return { response, url: at }
      const next = new URL(location, at)
      if (!next.href.startsWith(issuer)) return { response, url: next }
      at = next
      response = await this.request(at)
    }
    throw new Error('too many redirects')
  }

  #keep(line: string): void {
    const [pair = '', ...attributes] = line.split('; ')
    const [name = '', value = ''] = pair.split('=')
    const path = attributes.find((one) => one.toLowerCase().startsWith('path='))?.slice(5) ?? '/'
    this.#cookies.set(`${name} ${path}`, { value, path })
  }
}

export interface Pkce {
  verifier: string
  challenge: string
}

export function pkce(verifier = randomBytes(32).toString('base64url')): Pkce {
  return { verifier, challenge: createHash('sha256').update(verifier).digest('base64url') }
}

export const callbacks: Record<string, string> = {
  web: 'https://app.example/callback',
  second: 'https://second.example/callback',
  spa: 'https://spa.example/callback',
  native: 'http://127.0.0.1/callback',
}

export interface Authorization {
  /** The redirect back to the client. */
  url: URL
  code: string
  redirectUri: string
  verifier: string
}

interface Wish {
  readonly client?: string
  readonly visitor?: Visitor
  readonly parameters?: Readonly<Record<string, string | undefined>>
}

/** Walks login and consent as alice and returns the redirect to the client. */
export async function authorize(
  tenant: Site,
  { client = 'web', visitor = new Visitor(), parameters = {} }: Wish = {},
): Promise<Authorization> {
  const { verifier, challenge } = pkce()
  const redirectUri = parameters['redirect_uri'] ?? callbacks[client] ?? ''
  const all = {
    response_type: 'code',
    client_id: client,
    redirect_uri: redirectUri,
    scope: 'openid read write',
    state: 'a state',
    code_challenge: challenge,
    code_challenge_method: 'S256',
    ...parameters,
  }
  const given = Object.entries(all).filter((pair): pair is [string, string] => pair[1] !== undefined)
  let step = await visitor.follow(`${tenant.issuer}/authorize?${new URLSearchParams(given)}`, tenant.issuer)
  for (let page = 0; page < 3 && step.url.href.startsWith(tenant.issuer); page += 1) {
    const text = await step.response.text()
    const form = text.includes('name="password"')
      ? { username: 'alice', password: 'alice-password' }
      : text.includes('name="username"')
        ? { username: 'alice' }
        : { decision: 'allow' }
    if (!text.includes('<form')) throw new Error(`no form on ${step.url}: ${text}`)
    step = await visitor.follow(step.url, tenant.issuer, { method: 'POST', body: new URLSearchParams(form) })
  }
  return { url: step.url, code: step.url.searchParams.get('code') ?? '', redirectUri, verifier }
}

export interface Answer {
  status: number
  headers: Headers
  text: string
  json: Record<string, unknown>
}

export async function read(response: Response): Promise<Answer> {
  const text = await response.text()
  const isJson = response.headers.get('content-type')?.includes('json') ?? false
  const json: Record<string, unknown> = isJson ? JSON.parse(text) : {}
  return { status: response.status, headers: response.headers, text, json }
}

function encode(part: string): string {
  return new URLSearchParams({ v: part }).toString().slice(2)
}

/** The Authorization header of a client, form-encoded as RFC 6749, section 2.3.1 demands. */
export function basic(id: string, secret: string): Record<string, string> {
  return { authorization: `Basic ${Buffer.from(`${encode(id)}:${encode(secret)}`).toString('base64')}` }
}

/** Posts a form to an endpoint of a tenant as one of its clients; a client of null sends no credentials. */
export async function post(
  tenant: Site,
  path: string,
  form: Record<string, string>,
  client: string | null = 'web',
): Promise<Answer> {
  const registered = client === null ? undefined : tenant.clients.find(client)
  const secret = registered?.client_secret ?? ''
  const method = registered?.token_endpoint_auth_method
  const body = new URLSearchParams(form)
  if (registered && method !== 'client_secret_basic') body.set('client_id', registered.client_id)
  if (registered && method === 'client_secret_post') body.set('client_secret', secret)
  const headers = registered && method === 'client_secret_basic' ? basic(registered.client_id, secret) : {}
  return read(await fetch(tenant.issuer + path, { method: 'POST', headers, body }))
}

export function redeem(tenant: Site, from: Authorization, client = 'web', extra: Record<string, string> = {}) {
  const { code, redirectUri: redirect_uri, verifier: code_verifier } = from
  return post(
    tenant,
    '/token',
    { grant_type: 'authorization_code', code, redirect_uri, code_verifier, ...extra },
    client,
  )
}

export function refresh(tenant: Site, token: unknown, client = 'web', extra: Record<string, string> = {}) {
  return post(tenant, '/token', { grant_type: 'refresh_token', refresh_token: String(token), ...extra }, client)
}

/** Runs a whole code flow and returns the token answer. */
export async function tokens(tenant: Site, client = 'web'): Promise<Answer> {
  return redeem(tenant, await authorize(tenant, { client }), client)
}

export function clientToken(tenant: Site, extra: Record<string, string> = {}, client = 'service') {
  return post(tenant, '/token', { grant_type: 'client_credentials', ...extra }, client)
}

/** Asks the protected resource or userinfo with a bearer token. */
export async function visit(tenant: Site, path: string, token: unknown, method = 'GET'): Promise<Answer> {
  const headers = { authorization: `Bearer ${String(token)}` }
  return read(await fetch(tenant.issuer + path, { method, headers }))
}

/** Sends a form to a page, or opens it, and follows where it leads. */
export function start(visitor: Visitor, url: URL, tenant: Tenant, form?: Record<string, string>) {
  const init = form && { method: 'POST', body: new URLSearchParams(form) }
  return visitor.follow(url, tenant.issuer, init)
}

/** The page a form, or an address, leads to. */
export async function page(visitor: Visitor, url: URL, tenant: Tenant, form?: Record<string, string>): Promise<Answer> {
  return read((await start(visitor, url, tenant, form)).response)
}

/** What a JWT says, its signature unchecked. */
export function claimsOf(jwt: unknown): Record<string, unknown> {
  const claims: Record<string, unknown> = JSON.parse(
    Buffer.from(String(jwt).split('.')[1] ?? '', 'base64url').toString(),
  )
  return claims
}
