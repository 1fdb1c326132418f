import { createHash, randomBytes } from 'node:crypto'
import type { Credentials, Pairs, RawAnswer } from './raw-http.ts'
import { postForm, seen, send, text } from './raw-http.ts'
import type { Arrival, Browser } from './raw-walk.ts'
import { walk } from './raw-walk.ts'

export interface RawClient {
  readonly id: string
  readonly secret?: string
  readonly redirectUri: string
}

export interface RawServer {
  readonly issuer: string
  readonly tokenUrl: string
  readonly resourceUrl: string
  readonly introspectionUrl?: string
  readonly web: RawClient & { readonly secret: string }
  readonly second: RawClient & { readonly secret: string }
  readonly service: { readonly id: string; readonly secret: string }
  readonly spa: RawClient
  readonly mobile: RawClient
  readonly person: { readonly username: string; readonly password: string }
  readonly browser: Browser
  /** Lets time pass for the server: by sleeping, or by moving its clock. */
  later(seconds: number): Promise<void>
}

export const sleep = (seconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, seconds * 1000))

/** The way each of our clients is registered: Basic when it has a secret, else its client_id in the body. */
export function own(client: { id: string; secret?: string }): Credentials {
  return client.secret === undefined ? { body: [['client_id', client.id]] } : { basic: `${client.id}:${client.secret}` }
}

export function token(server: RawServer, form: Pairs, credentials: Credentials): Promise<RawAnswer> {
  return postForm(server.tokenUrl, form, credentials)
}

export const serviceGrant: Pairs = [
  ['grant_type', 'client_credentials'],
  ['scope', 'read'],
]

export function service(server: RawServer, credentials: Credentials = own(server.service)): Promise<RawAnswer> {
  return token(server, serviceGrant, credentials)
}

/** An authorization request walked to its end. */
export function authorize(
  server: Pick<RawServer, 'issuer' | 'browser' | 'person'>,
  client: RawClient,
  more: Record<string, string> = {},
): Promise<Arrival> {
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: client.id,
    redirect_uri: client.redirectUri,
    scope: 'read',
    state: 'xyz',
    ...more,
  })
  return walk(server.browser, `${server.issuer}/authorize?${query}`, server.person)
}

export async function getCode(server: RawServer, client: RawClient, more?: Record<string, string>): Promise<string> {
  const arrival = await authorize(server, client, more)
  if ('page' in arrival) throw new Error(`Expected a code, got a page: ${seen(arrival.page)}`)
  const code = arrival.params.get('code')
  if (code === null) throw new Error(`Expected a code, got ${arrival.params}`)
  return code
}

export function codeForm(client: RawClient, code: string, ...more: Pairs): Pairs {
  return [['grant_type', 'authorization_code'], ['code', code], ['redirect_uri', client.redirectUri], ...more]
}

export function redeem(server: RawServer, client: RawClient, code: string, ...more: Pairs): Promise<RawAnswer> {
  return token(server, codeForm(client, code, ...more), own(client))
}

export async function getTokens(server: RawServer, client: RawClient, scope = 'read'): Promise<RawAnswer> {
  const answer = await redeem(server, client, await getCode(server, client, { scope }))
  text(answer, 'access_token')
  return answer
}

export async function getRefreshToken(server: RawServer, client: RawClient, scope?: string): Promise<string> {
  return text(await getTokens(server, client, scope), 'refresh_token')
}

export function refreshForm(refreshToken: string, ...more: Pairs): Pairs {
  return [['grant_type', 'refresh_token'], ['refresh_token', refreshToken], ...more]
}

export function refresh(
  server: RawServer,
  client: RawClient,
  refreshToken: string,
  ...more: Pairs
): Promise<RawAnswer> {
  return token(server, refreshForm(refreshToken, ...more), own(client))
}

export function resource(server: RawServer, accessToken: string): Promise<RawAnswer> {
  return send(server.resourceUrl, { headers: { authorization: `Bearer ${accessToken}` } })
}

export interface Proof {
  readonly verifier: string
  readonly challenge: string
  readonly params: { readonly code_challenge: string; readonly code_challenge_method: string }
}

export function proof(verifier: string = randomBytes(32).toString('base64url')): Proof {
  const challenge = createHash('sha256').update(verifier).digest('base64url')
  return { verifier, challenge, params: { code_challenge: challenge, code_challenge_method: 'S256' } }
}
