import type { Change } from '../context.ts'
import type { HeaderPairs, Sending } from '../http/answer.ts'
import type { Client } from '../target/target.ts'
import { NotApplicable } from '../verdict.ts'
import { basicCredentials } from './form-encoding.ts'

type Parameters = readonly (readonly [string, string])[]

const jwtMethods: ReadonlySet<string> = new Set(['client_secret_jwt', 'private_key_jwt'])

const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'

/** Methods that put the secret into the body. */
const inBody: ReadonlySet<string> = new Set(['client_secret_post', 'client_secret_json'])

const bodiless: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE'])

/** A token request (RFC 6749 section 3.2) of a client with grant parameters, changed as a check asks. */
export function tokenRequest(
  url: string,
  owner: Client,
  grant: Readonly<Record<string, string>>,
  change: Change,
): Sending {
  const client = change.client ?? owner
  const credentials = authentication(client, change)
  const changed = replaced({ ...grant, ...credentials.parameters }, change.set)
  const body: Parameters = [...repeated(changed, change.repeat), ...(change.append ?? [])]
  const method = change.method ?? 'POST'
  const json = !bodiless.has(method) && (change.json ?? sendsJson(client))
  if (json && sendsJson(client)) demandOneObject(client, change)
  const encoded = json
    ? JSON.stringify(Object.fromEntries(body))
    : new URLSearchParams(body.map(([name, value]): [string, string] => [name, value])).toString()
  const query = new URLSearchParams(change.query).toString()
  const parts = bodiless.has(method) ? [query, encoded] : [query]
  const sending = {
    method,
    url: withQuery(url, parts),
    headers: replacedHeaders([...bodyHeaders(method, json), ...credentials.headers], change.headers),
  }
  if (bodiless.has(method)) return sending
  return { ...sending, body: change.raw?.(encoded) ?? encoded, ...(change.bytes === true ? { bytes: true } : {}) }
}

/** Whether the bodies of this client are JSON objects, as some servers take them. */
export function sendsJson({ token_endpoint_auth_method: method }: Client): boolean {
  return method === 'client_secret_json'
}

/** What is said of form bodies has no like in JSON, whose objects have each member once. */
function demandOneObject(client: Client, { json, raw, repeat, append, headers = {} }: Change): void {
  const typed = json !== true && Object.keys(headers).some((name) => name.toLowerCase() === 'content-type')
  if (!typed && raw === undefined && repeat === undefined && append === undefined) return
  throw new NotApplicable(
    `client ${client.name} sends JSON bodies (client_secret_json), and the law is about forms; add a client with client_secret_basic or client_secret_post`,
  )
}

/** Whether the client authenticates with an assertion in this request (RFC 7523 section 2.2). */
export function signsAssertion(client: Client, { auth }: Pick<Change, 'auth'>): boolean {
  return jwtMethods.has(auth ?? client.token_endpoint_auth_method)
}

/**
 * How a client identifies itself in a request: header lines and body parameters (RFC 6749 section 2.3.1). An assertion has
 * to be made before.
 */
export function authentication(
  client: Client,
  change: Pick<Change, 'auth' | 'secret' | 'clientId' | 'assertion'> = {},
): { headers: HeaderPairs; parameters: Record<string, string> } {
  const id = change.clientId ?? client.client_id
  const secret = change.secret ?? client.client_secret
  const method = change.auth ?? client.token_endpoint_auth_method
  if (method === 'nothing') return { headers: [], parameters: {} }
  if (signsAssertion(client, change)) {
    const made = typeof change.assertion === 'string' ? change.assertion : undefined
    const signed = made === undefined ? {} : { client_assertion_type: assertionType, client_assertion: made }
    return { headers: [], parameters: { client_id: id, ...signed } }
  }
  if (method === 'none' || secret === undefined) return { headers: [], parameters: { client_id: id } }
  if (inBody.has(method)) return { headers: [], parameters: { client_id: id, client_secret: secret } }
  return { headers: [['authorization', basicCredentials(id, secret)]], parameters: {} }
}

function bodyHeaders(method: string, json = false): HeaderPairs {
  const accept = ['accept', 'application/json'] as const
  if (bodiless.has(method)) return [accept]
  return [accept, ['content-type', json ? 'application/json' : 'application/x-www-form-urlencoded']]
}

function replaced(parameters: Record<string, string>, set: Change['set'] = {}): [string, string][] {
  const merged: Record<string, string | null> = { ...parameters, ...set }
  return Object.entries(merged).filter((entry): entry is [string, string] => entry[1] !== null)
}

function repeated(parameters: [string, string][], repeat: Change['repeat']): [string, string][] {
  if (repeat === undefined) return parameters
  const { name, values } = repeat
  return parameters.flatMap(([key, value]): [string, string][] =>
    key === name ? values(value).map((each): [string, string] => [key, each]) : [[key, value]],
  )
}

function replacedHeaders(headers: HeaderPairs, replacements: Readonly<Record<string, string>> = {}): HeaderPairs {
  const names = new Set(Object.keys(replacements).map((name) => name.toLowerCase()))
  return [...headers.filter(([name]) => !names.has(name.toLowerCase())), ...Object.entries(replacements)]
}

/** The URL with further parts of a query, each already encoded; empty ones are left out. */
export function withQuery(url: string, parts: readonly string[]): string {
  const query = parts.filter((part) => part !== '').join('&')
  if (query === '') return url
  return `${url}${url.includes('?') ? '&' : '?'}${query}`
}
