import type { AuthorizeOptions, Change, Code, Lasting, Tokens } from '../context.ts'
import type { Answer } from '../http/answer.ts'
import type { Client } from '../target/target.ts'
import { NotApplicable } from '../verdict.ts'
import { authorize } from './authorization.ts'
import { clientRequest } from './client-request.ts'
import { outlived } from './outlived.ts'
import { Pending } from './pending.ts'
import type { Surroundings } from './surroundings.ts'
import { usualScope, withOffline } from './usual-scope.ts'

type Parameters = Readonly<Record<string, string>>

/** A token request with these grant parameters, authenticated as the client (RFC 6749 section 3.2). */
export function token(around: Surroundings, client: Client, parameters: Parameters, change: Change = {}): Pending {
  const { target } = around
  return clientRequest(around, target.endpoint('token'), client, { ...parameters, ...target.tokenParameters }, change)
}

/** RFC 6749 section 4.1.3, with the verifier of RFC 7636 section 4.5. */
export function redeem(around: Surroundings, code: Code, change: Change = {}): Pending {
  const pending = token(around, code.client, codeParameters(code), change)
  if (code.verifier !== undefined) return pending
  return pending.heard((answer) => {
    if (!missesVerifier(answer)) return
    around.memory.needsPkce.add(code.client.client_id)
    around.memory.neededPkceLate.add(code.client.client_id)
  })
}

/** Whether a server says that it wants PKCE of this client, which it did not say when it gave the code. */
function missesVerifier({ hasToken, json }: Answer): boolean {
  const words = json?.['error_description']
  return !hasToken && typeof words === 'string' && /code_?verifier|code_?challenge|\bpkce\b/i.test(words)
}

/** RFC 6749 section 6. */
export function refresh(
  around: Surroundings,
  tokens: Pick<Tokens, 'refresh_token' | 'client'>,
  change: Change = {},
): Pending {
  const parameters = { grant_type: 'refresh_token', refresh_token: refreshTokenOf(tokens) }
  return token(around, tokens.client, parameters, change)
}

function refreshTokenOf({ refresh_token: value }: Pick<Tokens, 'refresh_token'>): string {
  if (value === undefined) throw new NotApplicable('the server issued no refresh token to this client')
  return value
}

/** RFC 6749 section 4.4.2. */
export function clientCredentials(around: Surroundings, change: Change = {}): Pending {
  const client = around.target.client('service')
  return token(around, client, serviceParameters(client), change)
}

/** A correct request of the cheapest grant open to the client: client_credentials, password, else a fresh code. */
export function anyGrant(around: Surroundings, change: Change = {}): Pending {
  const { client = cheapestClient(around), ...rest } = change
  const sent = grantParameters(around, client).then(async (parameters) => token(around, client, parameters, rest))
  return new Pending(sent, client, (answer) => outlived(around, answer))
}

/** Tokens of a user from a code flow, with the refresh token where the server gives one. */
export async function userTokens(around: Surroundings, options: AuthorizeOptions = {}): Promise<Tokens> {
  return redeem(around, await authorize(around, options)).tokens()
}

/** Tokens of a user with a refresh token; asks for offline access when the server gives none without it. */
export async function refreshable(around: Surroundings, options: AuthorizeOptions = {}): Promise<Lasting> {
  const client = options.client ?? around.target.client('refresh')
  // Read before the flow: another check may learn it meanwhile.
  const asked = around.memory.needsOffline
  const tokens = await userTokens(around, { ...options, client, scope: lasting(around, options.scope) })
  if (tokens.refresh_token !== undefined) return { ...tokens, refresh_token: tokens.refresh_token }
  if (asked || !offers(around, 'offline_access')) {
    throw new NotApplicable(`the server issued no refresh token to client ${client.name}`)
  }
  around.memory.needsOffline = true
  return refreshable(around, { ...options, client })
}

/** Refreshes; one that does not rotate leaves the refresh token in force (RFC 6749 section 6). */
export async function renew(around: Surroundings, tokens: Tokens, change: Change = {}): Promise<Lasting> {
  const renewed = await refresh(around, tokens, change).tokens()
  return { ...renewed, refresh_token: renewed.refresh_token ?? refreshTokenOf(tokens) }
}

/** The scope to ask for, the target's first unless told, with what the server wants to see before it gives a refresh token. */
function lasting({ target, memory }: Surroundings, wished: string | null | undefined): string | null {
  const scope = wished === undefined ? (usualScope({ target }) ?? null) : wished
  return memory.needsOffline ? withOffline(scope ?? undefined) : scope
}

function offers({ target }: Surroundings, scope: string): boolean {
  const listed = target.metadata['scopes_supported']
  return target.scopes.includes(scope) || (Array.isArray(listed) && listed.includes(scope))
}

function cheapestClient({ target }: Surroundings): Client {
  const direct = target.has('password') ? target.findClient('password') : undefined
  return target.findClient('service') ?? target.findClient('code') ?? direct ?? target.client('code')
}

/** Parameters of a correct request of the cheapest grant of a client, without credentials. */
export async function grantParameters(around: Surroundings, client: Client): Promise<Parameters> {
  if (around.target.allows(client, 'client_credentials')) return serviceParameters(client)
  const person = around.target.users[0]
  if (around.target.allows(client, 'password') && person?.password !== undefined) {
    return { grant_type: 'password', username: person.username, password: person.password }
  }
  return codeParameters(await authorize(around, { client }))
}

function serviceParameters(client: Client): Parameters {
  const scope = client.scope?.split(' ')[0]
  return { grant_type: 'client_credentials', ...(scope === undefined ? {} : { scope }) }
}

function codeParameters({ value, redirectUri, verifier }: Code): Parameters {
  return {
    grant_type: 'authorization_code',
    code: value,
    redirect_uri: redirectUri,
    ...(verifier === undefined ? {} : { code_verifier: verifier }),
  }
}
