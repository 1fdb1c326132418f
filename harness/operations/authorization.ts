import type { AuthorizeOptions, Code, Landing } from '../context.ts'
import type { Client } from '../target/target.ts'
import { Blocked, NotApplicable } from '../verdict.ts'
import { challengeOf, newVerifier, randomText } from './pkce.ts'
import type { Arrival } from '../user-agents/user-agent.ts'
import { isRejection } from '../user-agents/why-stuck.ts'
import type { Surroundings } from './surroundings.ts'

interface Prepared {
  readonly url: string
  readonly code: Omit<Code, 'value' | 'at'>
}

/** Sends an authorization request (RFC 6749 section 4.1.1), logs in, consents, and reports where it ended. */
export async function authorization(around: Surroundings, options: AuthorizeOptions = {}): Promise<Landing> {
  if (options.pkce === undefined && options.verifier === undefined) return withoutPkceFirst(around, options)
  const { url, code } = prepare(around, options)
  const person = around.target.users[0]
  const arrival = await around.agent.walk(url, {
    redirectUri: code.redirectUri,
    ...(person === undefined ? {} : { person }),
    ...(around.target.loginSteps === undefined ? {} : { steps: around.target.loginSteps }),
    consent: 'allow',
    maxHops: around.target.limits.max_redirects,
  })
  if (arrival.kind === 'page') return { ...arrival, lost: isLost(arrival) }
  const value = arrival.params.get('code')
  if (value !== null && value !== '')
    return { kind: 'code', code: { ...code, value, at: Date.now() }, url: arrival.url }
  const error = arrival.params.get('error') ?? 'no code and no error'
  return { kind: 'error', error, description: arrival.params.get('error_description') ?? undefined, url: arrival.url }
}

/** Completes a code flow; throws `Blocked` for any other end. */
export async function authorize(around: Surroundings, options: AuthorizeOptions = {}): Promise<Code> {
  const landing = await authorization(around, options)
  if (landing.kind === 'code') return landing.code
  throw new Blocked(`no code: ${sentenceOf(landing)}`)
}

/** Where an authorization request ended, in words. */
export function sentenceOf(landing: Landing): string {
  if (landing.kind === 'code') return 'the redirect carries a code'
  if (landing.kind === 'error') {
    return `the redirect carries error=${landing.error}${landing.description === undefined ? '' : ` (${landing.description})`}`
  }
  const title = landing.title === '' ? '' : ` “${landing.title}”`
  return `a page${title} with status ${landing.status} at ${landing.url.split('?', 1)[0]}: ${landing.stuck}`
}

async function withoutPkceFirst(around: Surroundings, options: AuthorizeOptions): Promise<Landing> {
  const { memory, target } = around
  const { client_id: id } = options.client ?? target.client('code')
  if (!memory.needsPkce.has(id)) {
    const plain = await authorization(around, { ...options, pkce: 'omit' })
    if (plain.kind === 'code') return plain
  }
  const landing = await authorization(around, { ...options, pkce: 'S256' })
  if (landing.kind === 'code') memory.needsPkce.add(id)
  return landing
}

function prepare({ target, memory }: Surroundings, options: AuthorizeOptions): Prepared {
  const client = options.client ?? target.client('code')
  const redirectUri = options.redirectUri ?? registered(client)
  const scope =
    options.scope === undefined ? usualScope(target.scopes[0], memory.needsOffline) : (options.scope ?? undefined)
  const verifier = options.pkce === 'omit' ? undefined : (options.verifier ?? newVerifier())
  const challenge = verifier === undefined ? undefined : challengeOf(verifier)
  const parameters: Record<string, string | null | undefined> = {
    response_type: 'code',
    client_id: client.client_id,
    redirect_uri: redirectUri,
    scope,
    state: randomText(22),
    nonce: scope?.split(' ').includes('openid') === true ? randomText(22) : undefined,
    prompt: scope?.split(' ').includes('offline_access') === true ? 'consent' : undefined,
    code_challenge: challenge,
    code_challenge_method: challenge === undefined ? undefined : 'S256',
    ...target.authorizationParameters,
    ...options.parameters,
  }
  const url = new URL(target.endpoint('authorization'))
  for (const [name, value] of Object.entries(parameters)) {
    if (typeof value === 'string') url.searchParams.append(name, value)
  }
  return { url: url.href, code: { client, redirectUri, verifier, challenge, scope } }
}

/** An error page says no; a page on which something was left undone says nothing. */
function isLost({ status, seen, stuck }: Extract<Arrival, { kind: 'page' }>): boolean {
  return isRejection(stuck) || (status < 400 && seen !== 'nothing')
}

function registered(client: Client): string {
  const first = client.redirect_uris[0]
  if (first === undefined)
    throw new NotApplicable(`client ${client.name} has no redirect_uris; add one to the target file`)
  return first
}

function usualScope(first: string | undefined, offline: boolean): string | undefined {
  if (!offline) return first
  const scopes = new Set(['openid', ...(first?.split(' ') ?? []), 'offline_access'])
  return [...scopes].join(' ')
}
