import type { AuthorizeOptions, Code, Knock, Landing, Walk } from '../context.ts'
import { Answer } from '../http/answer.ts'
import type { Client } from '../target/target.ts'
import { Blocked, NotApplicable } from '../verdict.ts'
import { clientAddress, stateOf } from './client-address.ts'
import { personOf } from './first-user.ts'
import { challengeOf, newVerifier, randomText } from './pkce.ts'
import { isPushed, push } from './pushed-request.ts'
import { isRateLimit } from '../user-agents/arrival.ts'
import type { Arrival, PageRequest, Visit } from '../user-agents/user-agent.ts'
import { isRejection } from '../user-agents/why-stuck.ts'
import type { Surroundings } from './surroundings.ts'
import { usualScope, withOffline } from './usual-scope.ts'

interface Prepared {
  readonly request: PageRequest
  readonly pairs: readonly (readonly [string, string])[]
  readonly code: Omit<Code, 'value' | 'at'>
}

/** Sends an authorization request (RFC 6749 section 4.1.1), logs in, consents, and reports where it ended. */
export async function authorization(around: Surroundings, options: AuthorizeOptions = {}): Promise<Landing> {
  return (await walk(around, options)).landing
}

/** As {@link authorization}, with everything that was seen on the way. */
export async function walk(around: Surroundings, wishes: AuthorizeOptions = {}): Promise<Walk> {
  const options = asBefore(wishes)
  if (options.pkce === undefined && options.verifier === undefined) return inEitherWay(around, options)
  return walkAs(around, options, agentFor(around, options))
}

/** Walks as this user agent, from the authorization request or, when given, from another one that belongs to it. */
export async function walkAs(
  around: Surroundings,
  wishes: AuthorizeOptions,
  agent: Surroundings['agent'],
  start?: PageRequest,
): Promise<Walk> {
  const options = asBefore(wishes)
  const prepared = prepare(around, options)
  const { code, request: direct } = prepared
  const request = start ?? (await asked(around, prepared, options))
  if ('kind' in request) return { landing: request, response: undefined, answers: [], deeds: [] }
  const before = around.line.exchanges.length
  const arrival = await agent.walk(request, {
    ...walkOptions(around, options, code.redirectUri),
    ends: clientAddress(around.target, code, stateOf(direct)),
  })
  const landing = landingOf(arrival, code)
  if (landing.kind === 'code') around.memory.codes.set(landing.code.value, landing.code.at)
  if (landing.kind === 'code' && options.user === undefined) around.memory.loggedIn = true
  const answers = answersSince(around, before)
  return {
    landing,
    ...(landing.kind === 'page' && landing.lost ? { lost: landing.stuck } : {}),
    response: arrival.kind === 'page' ? undefined : { parameters: arrival.params, how: arrival.how, url: arrival.url },
    answers,
    deeds: deedsAt(answers, arrival.trail),
  }
}

/** The request for the user agent: pushed before where it has to be, or the refusal of that. */
async function asked(
  around: Surroundings,
  { request, pairs, code }: Prepared,
  options: AuthorizeOptions,
): Promise<PageRequest | Extract<Landing, { kind: 'page' }>> {
  if (!isPushed(around, code.client, options)) return request
  const pushed = await push(around, code.client, pairs)
  if ('kind' in pushed || request.method === 'GET') return 'kind' in pushed ? pushed : { ...request, ...pushed }
  const { origin, pathname, search } = new URL(pushed.url)
  return { ...request, url: origin + pathname, body: search.slice(1) }
}

/** Whether an answer is one to a POST. */
export function isPost({ request }: Answer): boolean {
  return request.method === 'POST'
}

function asBefore({ like, ...options }: AuthorizeOptions): AuthorizeOptions {
  if (like === undefined) return options
  return { client: like.client, pkce: like.verifier === undefined ? 'omit' : 'S256', ...options }
}

function agentFor({ agent }: Surroundings, { visitor = 'known' }: AuthorizeOptions): Surroundings['agent'] {
  return visitor === 'known' ? agent : agent.anew()
}

function walkOptions(around: Surroundings, options: AuthorizeOptions, redirectUri: string) {
  const { target } = around
  const { visitor, consent, user } = options
  return {
    redirectUri,
    ...(visitor === 'anonymous' ? {} : personOf(around, user)),
    ...(target.loginSteps === undefined || visitor === 'anonymous' ? {} : { steps: target.loginSteps }),
    consent: consent ?? 'allow',
    maxHops: target.limits.max_redirects,
  } as const
}

function landingOf(arrival: Arrival, code: Prepared['code']): Landing {
  if (arrival.kind === 'page') return { ...arrival, lost: isLost(arrival) }
  const value = arrival.params.get('code')
  if (value !== null && value !== '')
    return { kind: 'code', code: { ...code, value, at: Date.now() }, url: arrival.url }
  const error = arrival.params.get('error') ?? 'no code and no error'
  return { kind: 'error', error, description: arrival.params.get('error_description') ?? undefined, url: arrival.url }
}

/** What was done at each answer: nothing at those that the scripts of a page asked for, or that a request sent again had before. */
export function deedsAt(answers: readonly Answer[], trail: readonly Visit[]): readonly string[] {
  const visits = trail.values()
  let next = visits.next().value
  return answers.map(({ status, request: { method, url } }) => {
    if (next === undefined || next.status !== status || next.method !== method || next.url !== url) return ''
    const { did } = next
    next = visits.next().value
    return did
  })
}

function answersSince({ line }: Surroundings, first: number): readonly Answer[] {
  return line.exchanges
    .slice(first)
    .flatMap(({ id, request, response, at, ms }) =>
      response === undefined || request.part === true
        ? []
        : [new Answer({ ...response, request, exchange: id, at: at + ms })],
    )
}

/** Sends an authorization request without cookies and returns its first answer. */
export async function knock(around: Surroundings, wishes: AuthorizeOptions = {}, change: Knock = {}): Promise<Answer> {
  const options = asBefore(wishes)
  const wanted = { ...options, pkce: options.pkce ?? pkceFor(around, options) }
  const request = await asked(around, prepare(around, wanted), wanted)
  if ('kind' in request) {
    const why = `authorization requests have to be pushed here: ${request.stuck}`
    throw options.parameters === undefined ? new Blocked(why) : new NotApplicable(why)
  }
  const headers = [['accept', 'text/html'] as const, ...request.headers, ...Object.entries(change.headers ?? {})]
  const url = change.raw === undefined ? request.url : rewritten(request.url, change.raw)
  return around.line.send({ ...request, url, method: change.method ?? request.method, headers })
}

function rewritten(url: string, raw: (query: string) => string): string {
  const start = url.indexOf('?') + 1
  return url.slice(0, start) + raw(url.slice(start))
}

/**
 * A server may demand PKCE of public clients at the token endpoint alone, too late for the code at hand, while one that does not
 * know it ignores it (RFC 6749 section 3.1): so a public client sends it always, as RFC 9700 section 2.1.1 wants.
 */
function pkceFor({ memory, target }: Surroundings, options: AuthorizeOptions): 'S256' | 'omit' {
  const client = options.client ?? target.client('code')
  return client.token_endpoint_auth_method === 'none' || memory.needsPkce.has(client.client_id) ? 'S256' : 'omit'
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

/** Walks with PKCE or without, and where that gives no code in the other way, unless the client is known to need PKCE. */
async function inEitherWay(around: Surroundings, options: AuthorizeOptions): Promise<Walk> {
  const { memory, target } = around
  const { client_id: id } = options.client ?? target.client('code')
  // Read before the walk: another check may learn it meanwhile.
  const known = memory.needsPkce.has(id)
  const first = pkceFor(around, options)
  const walked = await walk(around, { ...options, pkce: first })
  if (walked.landing.kind === 'code' || known || isTurnedDown(walked.landing)) return walked
  const other = await walk(around, { ...options, pkce: first === 'omit' ? 'S256' : 'omit' })
  if (other.landing.kind !== 'code') return first === 'omit' ? other : walked
  if (first === 'omit') memory.needsPkce.add(id)
  return other
}

/** The password is not given again: PKCE makes it no better, and it may lock the user out. */
const isTurnedDown = (landing: Landing): boolean => landing.kind === 'page' && isRejection(landing.stuck)

function prepare({ target, memory }: Surroundings, options: AuthorizeOptions): Prepared {
  const client = options.client ?? target.client('code')
  const redirectUri = options.redirectUri ?? registered(client)
  const usual = memory.needsOffline ? withOffline(usualScope({ target })) : usualScope({ target })
  const scope = options.scope === undefined ? usual : (options.scope ?? undefined)
  const verifier = options.pkce === 'omit' ? undefined : (options.verifier ?? newVerifier())
  const challenge = verifier === undefined ? undefined : challengeOf(verifier)
  // A scope of the target file is what is usual, and gives way to what a check asks for.
  const { scope: _usual, ...further } = target.authorizationParameters
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
    ...further,
    ...options.parameters,
  }
  const pairs = Object.entries(parameters).flatMap(([name, value]): [string, string][] => {
    if (typeof value !== 'string') return []
    const values = options.repeat?.name === name ? options.repeat.values(value) : [value]
    return values.map((each) => [name, each])
  })
  return {
    request: requestWith(target.endpoint('authorization'), pairs, options.method),
    pairs,
    code: { client, redirectUri, verifier, challenge, scope },
  }
}

function requestWith(endpoint: string, pairs: [string, string][], method: 'GET' | 'POST' = 'GET'): PageRequest {
  const url = new URL(endpoint)
  url.hash = ''
  const form = new URLSearchParams(pairs)
  if (method === 'POST') {
    const type = 'application/x-www-form-urlencoded'
    return { method, url: url.href, headers: [['content-type', type]], body: form.toString() }
  }
  for (const [name, value] of form) url.searchParams.append(name, value)
  return { method, url: url.href, headers: [] }
}

/** An error page says no; a page on which something was left undone says nothing, and neither does one about the rate. */
function isLost({ status, seen, stuck }: Extract<Arrival, { kind: 'page' }>): boolean {
  return isRateLimit(status) || isRejection(stuck) || (status < 400 && seen !== 'nothing')
}

function registered(client: Client): string {
  const first = client.redirect_uris[0]
  if (first === undefined)
    throw new NotApplicable(`client ${client.name} has no redirect_uris; add one to the target file`)
  return first
}
