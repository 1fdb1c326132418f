import { Answer, NoAnswer } from '../http/answer.ts'
import type { Recorded } from '../http/line.ts'
import type { Surroundings } from '../operations/surroundings.ts'
import type { Client } from '../target/target.ts'
import { Blocked, NotApplicable } from '../verdict.ts'
import { clientIdsOf } from './client-of.ts'
import type { Doubt } from './doubt.ts'
import { examineClient } from './examine-client.ts'
import { examineGrants } from './examine-grants.ts'
import { examineResource } from './examine-resource.ts'
import { examineScopes } from './examine-scopes.ts'
import { examineWalk } from './examine-walk.ts'
import { isElsewhere, isNothing } from './wrong-address.ts'
import { refusesGrant } from './refused-grant.ts'
import { lostCodes, wantsPkceUnsaid } from './unsaid-pkce.ts'

type Examination = (around: Surroundings) => Promise<Doubt | undefined>

/**
 * What is wrong with the description of a target, found out when something went wrong and only then, each thing once:
 * a set-up that is sound costs no request.
 */
export class SetUp {
  readonly #around: () => Surroundings
  readonly #hear: (exchanges: readonly Recorded[]) => void
  readonly #found = new Map<string, Promise<Doubt | undefined>>()
  readonly #needs = new Map<Client, Promise<void>>()

  /** `around` gives a line and a user agent of their own to each examination; `hear` is told what was said on it. */
  constructor(around: () => Surroundings, hear: (exchanges: readonly Recorded[]) => void = () => undefined) {
    this.#around = around
    this.#hear = hear
  }

  /** Why nothing these exchanges led to says anything about the server; undefined when nothing speaks against them. */
  async explains(exchanges: readonly Recorded[], outcome: 'broken' | 'blocked'): Promise<Doubt | undefined> {
    if (outcome === 'blocked') {
      const crowding = await this.explainsCrowding(exchanges)
      if (crowding !== undefined) return crowding
    }
    for (const [key, examine] of this.#examinations(exchanges)) {
      const doubt = await this.#once(key, examine)
      if (doubt !== undefined && (outcome === 'blocked' || doubt.sure === 'said')) return doubt
    }
    // A check without a word of its own waited for what another one was to get.
    return outcome === 'blocked' && exchanges.length === 0 ? this.#ofWalks() : undefined
  }

  async #ofWalks(): Promise<Doubt | undefined> {
    const walks = [...this.#found].filter(([key]) => key.startsWith('walk '))
    const found = await Promise.all(walks.map(([, doubt]) => doubt))
    return found.find((doubt) => doubt !== undefined)
  }

  /** Whether what these exchanges were refused was ended by another check, which authorized the same client. */
  async explainsCrowding(exchanges: readonly Recorded[]): Promise<Doubt | undefined> {
    if (!exchanges.some(isOfGrant)) return undefined
    return this.#once('grants', () => this.#apart(examineGrants))
  }

  /** Finds out, and remembers for every check, whether PKCE is all that the clients of these exchanges lacked. */
  async learns(exchanges: readonly Recorded[]): Promise<void> {
    const { target, memory } = this.#around()
    for (const client of target.clients) {
      if (memory.needsPkce.has(client.client_id) || !lostCodes(exchanges, client)) continue
      const need = this.#needs.get(client) ?? this.#learn(client)
      this.#needs.set(client, need)
      await need
    }
  }

  async #learn(client: Client): Promise<void> {
    try {
      if (!(await this.#apart((another) => wantsPkceUnsaid(another, client)))) return
    } catch (error) {
      // What cannot be asked again is judged by what was seen.
      if (error instanceof NoAnswer || error instanceof Blocked || error instanceof NotApplicable) return
      throw error
    }
    const { memory } = this.#around()
    memory.needsPkce.add(client.client_id)
    memory.neededPkceLate.add(client.client_id)
  }

  /** Has something found out on as many lines as it wants. */
  async #apart<T>(find: (another: () => Surroundings) => Promise<T>): Promise<T> {
    const used: Surroundings[] = []
    const another = (): Surroundings => {
      const next = this.#around()
      used.push(next)
      return next
    }
    return find(another).finally(() => {
      for (const { line } of used) this.#hear(line.exchanges)
    })
  }

  #examinations(exchanges: readonly Recorded[]): [string, Examination][] {
    const { target } = this.#around()
    const { clients, resource, allows } = target
    const asked = (place: string | undefined): boolean =>
      place !== undefined && exchanges.some(({ request }) => sameAddress(request.url, place))
    const lost = (member: string): boolean => isStatedWrongly(exchanges, target, member)
    const cast = clients.filter((client) => exchanges.some((exchange) => casts(exchange, client)))
    if (cast.length === 0 && lost('token_endpoint')) cast.push(...clients.slice(0, 1))
    // A walk asks for a code, which is no business of a client of the implicit grant alone.
    const able = clients.filter((client) => allows(client, 'authorization_code'))
    const walkers = able.filter((client) => exchanges.some(({ request }) => asksFor(request.url, target, client)))
    if (walkers.length === 0 && lost('authorization_endpoint')) walkers.push(...able.slice(0, 1))
    return [
      ...cast.map((client): [string, Examination] => [
        `client ${client.name}`,
        (around) => examineClient(around, client),
      ]),
      ...(asked(resource?.url) ? [['resource', examineResource] satisfies [string, Examination]] : []),
      ...walkers.map((client): [string, Examination] => [
        `walk ${client.name}`,
        (around) => examineWalk(around, client),
      ]),
      ...(exchanges.some(refusesScope) ? walkers : []).map((client): [string, Examination] => [
        `scopes ${client.name}`,
        (around) => examineScopes(around, client),
      ]),
    ]
  }

  #once(key: string, examine: Examination): Promise<Doubt | undefined> {
    const found = this.#found.get(key) ?? this.#examine(examine)
    this.#found.set(key, found)
    return found
  }

  #examine(examine: Examination): Promise<Doubt | undefined> {
    const around = this.#around()
    return settled(examine(around)).finally(() => this.#hear(around.line.exchanges))
  }
}

const registrationErrors: ReadonlySet<string | undefined> = new Set([
  'invalid_client',
  'unauthorized_client',
  'invalid_scope',
])

/** Whether an exchange gives reason to ask if a client is described as it is registered. */
function casts({ request, response, id, at }: Recorded, client: Client): boolean {
  if (response === undefined || !clientIdsOf(request).includes(client.client_id)) return false
  const answer = new Answer({ ...response, request, exchange: id, at })
  if (request.method === 'POST' && isElsewhere(answer)) return true
  const { status, error } = answer
  if (status === 401 || registrationErrors.has(error) || refusesGrant(answer)) return true
  return client.token_endpoint_auth_method === 'none'
}

/** Whether an authorization request, or a code on its way back, was answered with invalid_scope. */
function refusesScope({ response }: Recorded): boolean {
  const location = response?.headers.find(([name]) => name.toLowerCase() === 'location')?.[1]
  return location !== undefined && /[?&#]error=invalid_scope(?:&|$)/.test(location)
}

/** Whether a code or a token was refused for what it is (RFC 6749 section 5.2, RFC 6750 section 3.1). */
function isOfGrant({ request, response, id, at }: Recorded): boolean {
  if (response === undefined || response.status < 400) return false
  const { status, error } = new Answer({ ...response, request, exchange: id, at })
  return error === 'invalid_grant' || status === 401
}

/** A server that does not answer is another matter. */
async function settled(doubt: Promise<Doubt | undefined>): Promise<Doubt | undefined> {
  try {
    return await doubt
  } catch (error) {
    if (error instanceof NoAnswer) return undefined
    throw error
  }
}

/** Whether an address of the target file, whoever asks there, looks as if nothing were at it. */
function isStatedWrongly(
  exchanges: readonly Recorded[],
  { metadata, stated }: Surroundings['target'],
  member: string,
): boolean {
  const place = metadata[member]
  if (!stated.has(member) || typeof place !== 'string') return false
  return exchanges.some(({ request, response, id, at }) => {
    if (response === undefined || !sameAddress(request.url, place)) return false
    return isNothing(response.status) || isElsewhere(new Answer({ ...response, request, exchange: id, at }))
  })
}

function asksFor(url: string, { metadata }: Surroundings['target'], { client_id: id }: Client): boolean {
  const endpoint = metadata['authorization_endpoint']
  if (typeof endpoint !== 'string' || !sameAddress(url, endpoint)) return false
  return new URL(url).searchParams.get('client_id') === id
}

function sameAddress(url: string, place: string): boolean {
  return url.split(/[?#]/, 1)[0] === place.split(/[?#]/, 1)[0]
}
