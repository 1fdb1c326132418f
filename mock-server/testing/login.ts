import { createHash, randomBytes } from 'node:crypto'
import type { Client, User } from '../options.ts'
import type { Tenant } from '../tenant.ts'
import { Cookies } from './cookies.ts'
import { redeem, type TokenAnswer } from './redeem.ts'

/** Who logs in where; whatever is left out is the first of the tenant that can. */
export interface LoginOptions {
  /** `client_id` of a client with `authorization_code` and a redirect URI. */
  readonly client?: string
  /** The username. */
  readonly user?: string
  /** Space-delimited; the scopes `openid` and the tenant's default unless told. */
  readonly scope?: string
  readonly redirectUri?: string
  /** Further parameters of the authorization request; undefined takes one away. */
  readonly parameters?: Readonly<Record<string, string | undefined>>
}

/** The end of a login: the redirect to the client, and what the client needs to redeem the code. */
export interface Login {
  /** Where the user agent was sent, the client's redirect URI with the answer in its query. */
  readonly url: URL
  readonly code: string
  readonly redirectUri: string
  readonly verifier: string
  /** Redeems the code and resolves with the answer; rejects when the server refuses. */
  tokens(): Promise<TokenAnswer>
}

const hops = 20

/**
 * Walks the code flow with PKCE as a person with a browser would, login and consent included; no browser is needed.
 * Rejects when the redirect carries an error instead of a code, or when a page asks for something else.
 */
export async function login(tenant: Tenant, options: LoginOptions = {}): Promise<Login> {
  const client = clientOf(tenant, options.client)
  const user = userOf(tenant, options.user)
  const redirectUri = options.redirectUri ?? client.redirect_uris?.[0] ?? ''
  const verifier = randomBytes(32).toString('base64url')
  const request = {
    response_type: 'code',
    client_id: client.client_id,
    redirect_uri: redirectUri,
    scope:
      options.scope ??
      (tenant.settings.scopes.includes('openid') ? `openid ${tenant.settings.defaultScope}` : undefined),
    state: randomBytes(8).toString('base64url'),
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    login_hint: user.username,
    ...options.parameters,
  }
  const given = Object.entries(request).filter((pair): pair is [string, string] => pair[1] !== undefined)
  const url = await walk(tenant, user, new URL(`${tenant.issuer}/authorize?${new URLSearchParams(given).toString()}`))
  const code = url.searchParams.get('code')
  if (code === null)
    throw new Error(`Expected a code at ${redirectUri}, got ${whyNot(tenant, url)}. Correct the request.`)
  return { url, code, redirectUri, verifier, tokens: () => redeem(tenant, client, { code, redirectUri, verifier }) }
}

async function walk(tenant: Tenant, user: User, start: URL): Promise<URL> {
  const cookies = new Cookies()
  let at = start
  let form: URLSearchParams | undefined
  for (let hop = 0; hop < hops; hop += 1) {
    const answer = await fetch(at, {
      redirect: 'manual',
      headers: { cookie: cookies.header(at) },
      ...(form ? { method: 'POST', body: form } : {}),
    })
    cookies.keep(answer.headers.getSetCookie())
    const location = answer.headers.get('location')
    const page = await answer.text()
    if (location === null) form = fill(tenant, user, answer.status, page, form)
    else {
      form = undefined
      at = new URL(location, at)
      if (!at.href.startsWith(tenant.issuer)) return at
    }
  }
  throw new Error(`Expected a redirect to the client, got ${hops} pages of ${tenant.issuer}. Look at its journal.`)
}

/** Answers a page as the user: with the password where one is asked, with yes where consent is. */
function fill(tenant: Tenant, user: User, status: number, page: string, before?: URLSearchParams): URLSearchParams {
  const asksWho = page.includes('name="username"')
  if (!page.includes('<form') || status >= 400 || (asksWho && before?.has('username'))) {
    throw new Error(
      `Expected a login or consent page, got ${status} (${refusalOf(tenant)}). Correct the request or the user.`,
    )
  }
  return new URLSearchParams(asksWho ? { username: user.username, password: user.password } : { decision: 'allow' })
}

function whyNot(tenant: Tenant, url: URL): string {
  const error = url.searchParams.get('error') ?? new URLSearchParams(url.hash.slice(1)).get('error')
  return error === null ? `${url.origin}${url.pathname} without one` : `${error} (${refusalOf(tenant)})`
}

function refusalOf({ journal }: Tenant): string {
  return journal.refusals().at(-1)?.detail?.split('\n', 1)[0] ?? 'no rule refused it'
}

function clientOf(tenant: Tenant, id: string | undefined): Client {
  const clients = tenant.clients.list()
  const able = clients.filter(
    ({ grant_types: grants = ['authorization_code'], redirect_uris: uris = [] }) =>
      grants.includes('authorization_code') && uris.length > 0,
  )
  const found = id === undefined ? able[0] : clients.find((one) => one.client_id === id)
  if (found) return found
  throw new Error(`Expected a client among ${able.map((one) => one.client_id).join(', ')}, got "${id ?? ''}". Add it.`)
}

function userOf(tenant: Tenant, name: string | undefined): User {
  const users = tenant.users.list()
  const found = name === undefined ? users[0] : tenant.users.find(name)
  if (found) return found
  throw new Error(`Expected a user among ${users.map((one) => one.username).join(', ')}, got "${name ?? ''}". Add it.`)
}
