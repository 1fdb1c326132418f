import type { Change } from '../context.ts'
import type { Answer } from '../http/answer.ts'
import { anyGrant, token } from '../operations/grants.ts'
import { randomText } from '../operations/pkce.ts'
import type { Surroundings } from '../operations/surroundings.ts'
import { signsAssertion } from '../operations/token-request.ts'
import type { Client } from '../target/target.ts'
import { Blocked, NotApplicable } from '../verdict.ts'
import { acceptedElsewhere } from './accepted-elsewhere.ts'
import type { Doubt } from './doubt.ts'
import { wrongTokenEndpoint } from './wrong-address.ts'
import { refusedGrantType } from './examine-grant-types.ts'
import { refusesGrant } from './refused-grant.ts'

const swapped: Readonly<Record<string, 'client_secret_basic' | 'client_secret_post'>> = {
  client_secret_basic: 'client_secret_post',
  client_secret_post: 'client_secret_basic',
}

/**
 * Sends the plainest requests of a client and says what they show to be wrong with its description; undefined when
 * nothing is. Only what a server says about the registration of a client counts: `invalid_client`, `unauthorized_client`
 * or the same in words, and `invalid_scope` (RFC 6749 section 5.2). Rejects when the server does not answer.
 */
export async function examineClient(around: Surroundings, client: Client): Promise<Doubt | undefined> {
  if (typeof around.target.metadata['token_endpoint'] !== 'string') return undefined
  const plain = await plainest(around, client)
  const misplaced = await wrongTokenEndpoint(around, client, plain)
  if (misplaced !== undefined) return misplaced
  if (isOfCredentials(plain)) return examineCredentials(around, client, plain)
  if (around.target.allows(client, 'client_credentials') && !plain.hasToken) {
    if (refusesGrant(plain)) return refusedGrant(client, 'client_credentials', plain)
    if (plain.error === 'invalid_scope' && client.scope !== undefined) return refusedScope(client)
  }
  const refused = await refusedGrantType(around, client)
  return refused && { ...refusedGrant(client, refused.grant, refused.answer), sure: 'guessed' }
}

/** A correct request of the cheapest grant, or one that is wrong in nothing but its code. */
export function plainest(around: Surroundings, client: Client, change: Change = {}): PromiseLike<Answer> {
  const scope = client.scope?.split(' ')[0]
  const service = { grant_type: 'client_credentials', ...(scope === undefined ? {} : { scope }) }
  if (around.target.allows(client, 'client_credentials')) return token(around, client, service, change)
  const made = {
    grant_type: 'authorization_code',
    code: randomText(32),
    ...(client.redirect_uris[0] === undefined ? {} : { redirect_uri: client.redirect_uris[0] }),
    code_verifier: randomText(64),
  }
  return token(around, client, made, change)
}

/** Whether an answer says that the client is not who it claims to be. */
export function isOfCredentials({ status, error, hasToken }: Answer): boolean {
  return !hasToken && (error === 'invalid_client' || status === 401)
}

async function examineCredentials(around: Surroundings, client: Client, plain: Answer): Promise<Doubt | undefined> {
  const addressed = await addressedOtherwise(around, client)
  if (addressed !== undefined) return misaddressed(client, around.target.assertionAudience, addressed)
  return (await proven(around, client)) ? undefined : refusedCredentials(client, plain)
}

/** Whether the credentials are right all the same, so that the refusal is the server's doing. */
async function proven(around: Surroundings, client: Client): Promise<boolean> {
  const auth = swapped[client.token_endpoint_auth_method]
  if (
    auth !== undefined &&
    !isOfCredentials(await token(around, client, { grant_type: 'authorization_code', code: randomText(32) }, { auth }))
  )
    return true
  if (await acceptedElsewhere(around, client)) return true
  return !around.target.allows(client, 'client_credentials') && (await redeems(around, client))
}

/** With which other audience an assertion is taken, so that the key at least is right (RFC 7523 section 3). */
async function addressedOtherwise(around: Surroundings, client: Client): Promise<string | undefined> {
  const { target } = around
  if (!signsAssertion(client, {})) return undefined
  for (const aud of new Set([target.endpoint('token'), target.issuer])) {
    if (aud === target.assertionAudience) continue
    const answer = await plainest(around, client, { assertion: { claims: { aud } } })
    if (!isOfCredentials(answer)) return aud
  }
  return undefined
}

/** Some servers answer `invalid_client` to a code they do not know; a real one settles it. */
async function redeems(around: Surroundings, client: Client): Promise<boolean> {
  if (!around.target.allows(client, 'authorization_code')) return false
  try {
    return !isOfCredentials(await anyGrant(around, { client }))
  } catch (error) {
    if (error instanceof Blocked || error instanceof NotApplicable) return false
    throw error
  }
}

function refusedCredentials(client: Client, answer: Answer): Doubt {
  const { name, token_endpoint_auth_method: method } = client
  const because = `the server does not take client ${name} for who it is: ${answer.describe()} to its plainest request by ${method}`
  if (method === 'none') {
    const fix = 'give it its client_secret, or register it as a public client'
    return { at: ['clients', name, 'token_endpoint_auth_method'], because, fix, sure: 'said' }
  }
  const key = client.client_secret === undefined ? 'jwks' : 'client_secret'
  const fix = `correct client_id, ${key} or token_endpoint_auth_method`
  return { at: ['clients', name, key], because, fix, sure: 'said' }
}

/** The server may well be at fault, and a law that says so stays broken; what is blocked can be judged with the key. */
function misaddressed({ name }: Client, usual: string, audience: string): Doubt {
  return {
    at: ['assertion_audience'],
    because: `the server takes assertions of client ${name} for ${audience}, and none for ${usual}`,
    fix: `write assertion_audience: ${audience}`,
    sure: 'guessed',
  }
}

function saidOf({ error, json }: Answer): string {
  const words = json?.['error_description']
  return `error=${error}${error === 'unauthorized_client' || typeof words !== 'string' ? '' : ` (${words})`}`
}

function refusedGrant({ name }: Client, grant: string, answer: Answer): Doubt {
  return {
    at: ['clients', name, 'grant_types'],
    because: `the server says that client ${name} may not use ${grant}: ${saidOf(answer)}`,
    fix: `allow it the grant at the server, or take ${grant} out of its grant_types`,
    sure: 'said',
  }
}

function refusedScope({ name, scope = '' }: Client): Doubt {
  return {
    at: ['clients', name, 'scope'],
    because: `the server refuses the scope ${scope.split(' ')[0]} to client ${name}: error=invalid_scope`,
    fix: 'correct its scope, or allow it at the server',
    sure: 'said',
  }
}
