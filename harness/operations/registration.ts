import type { Answer } from '../http/answer.ts'
import type { Client } from '../target/target.ts'
import { Blocked, NotApplicable } from '../verdict.ts'
import { isOverloaded, sentenceOf } from './pending.ts'
import type { Registered } from './registration-moves.ts'
import type { Surroundings } from './surroundings.ts'

type Metadata = Readonly<Record<string, unknown>>

/** Asks for a client with this metadata, and has it taken back at the end where the server can (RFC 7591 section 3). */
export async function register(around: Surroundings, metadata: Metadata): Promise<Registered> {
  const { line, target } = around
  const answer = await line.send({
    method: 'POST',
    url: target.endpoint('registration'),
    headers: [['accept', 'application/json'], ['content-type', 'application/json'], ...credentials(around)],
    body: JSON.stringify({ client_name: 'Assay', ...target.registration?.metadata, ...metadata }),
  })
  if (answer.status === 401 || answer.status === 403) throw new NotApplicable(wants(around))
  if (isOverloaded(answer)) throw new Blocked(sentenceOf(answer), { transient: true })
  const client = clientOf(answer, metadata)
  if (client !== undefined) takeBackLater(around, answer)
  return { answer, client }
}

function credentials({ target }: Surroundings): [string, string][] {
  const token = target.registration?.initial_access_token
  return token === undefined ? [] : [['authorization', `Bearer ${token}`]]
}

function wants({ target }: Surroundings): string {
  return target.registration?.initial_access_token === undefined
    ? 'the registration endpoint wants an initial access token: add registration.initial_access_token'
    : 'the registration endpoint refuses the initial access token: correct registration.initial_access_token'
}

/** What a server does not repeat stays as it was asked for (RFC 7591 section 3.2.1). */
function clientOf({ status, json }: Answer, asked: Metadata): Client | undefined {
  const id = json?.['client_id']
  if ((status !== 201 && status !== 200) || typeof id !== 'string' || id === '') return undefined
  const now: Metadata = { ...asked, ...json }
  const secret = json?.['client_secret']
  const method = now['token_endpoint_auth_method']
  return {
    name: 'registered',
    client_id: id,
    client_secret: typeof secret === 'string' && secret !== '' ? secret : undefined,
    token_endpoint_auth_method: typeof method === 'string' ? method : 'client_secret_basic',
    redirect_uris: texts(now['redirect_uris']) ?? [],
    grant_types: texts(now['grant_types']),
    response_types: texts(now['response_types']),
    scope: typeof now['scope'] === 'string' ? now['scope'] : undefined,
    denied_scope: undefined,
  }
}

function texts(value: unknown): readonly string[] | undefined {
  return Array.isArray(value) ? value.map(String) : undefined
}

function takeBackLater({ atEnd, line }: Surroundings, { json }: Answer): void {
  const url = json?.['registration_client_uri']
  const token = json?.['registration_access_token']
  if (typeof url !== 'string' || !URL.canParse(url) || typeof token !== 'string') return
  atEnd?.(async () => line.send({ method: 'DELETE', url, headers: [['authorization', `Bearer ${token}`]] }))
}
