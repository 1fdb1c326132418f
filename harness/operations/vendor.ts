import type { Answer } from '../http/answer.ts'
import type { Change, Tokens, VendorMoves } from '../moves.ts'
import type { Client } from '../target/target.ts'
import { NotApplicable } from '../verdict.ts'
import { authorize } from './authorization.ts'
import { redeem, token } from './grants.ts'
import { Pending } from './pending.ts'
import { request } from './request.ts'
import { introspect } from './about-token.ts'
import type { Surroundings } from './surroundings.ts'
import { claims } from './token-facts.ts'
import type { JsonRequest } from './vendor-moves.ts'

/** The client that sends its secret in JSON and may use a grant; throws `NotApplicable` when there is none. */
export function jsonClient({ target }: Surroundings, grantType: string): Client {
  const found = target.clients.find(
    (client) =>
      client.token_endpoint_auth_method === 'client_secret_json' &&
      client.client_secret !== undefined &&
      target.allows(client, grantType),
  )
  if (found !== undefined) return found
  throw new NotApplicable(`no client with token_endpoint_auth_method: client_secret_json has the ${grantType} grant`)
}

/** Whom a token is for (RFC 7662 section 2.2, RFC 7519 section 4.1.3). */
export async function audienceOf(around: Surroundings, accessToken: string): Promise<readonly string[] | undefined> {
  const told = around.target.has('introspection') ? (await introspect(around, accessToken)).json : undefined
  const aud = (told?.['active'] === true ? told['aud'] : undefined) ?? claims(accessToken)?.['aud']
  const all: readonly unknown[] = Array.isArray(aud) ? aud : [aud]
  const texts = all.filter((each) => typeof each === 'string')
  return told?.['active'] === true || claims(accessToken) !== undefined ? texts : undefined
}

/** An access token for a scope from the cheapest grant that may give it (RFC 6749 sections 4.1 and 4.4). */
export async function tokenFor(around: Surroundings, wished?: string, set: Change['set'] = {}): Promise<Tokens> {
  const client = ownClient(around, wished)
  if (client !== undefined) {
    const scope = wished ?? client.scope?.split(' ')[0]
    const parameters = { grant_type: 'client_credentials', ...(scope === undefined ? {} : { scope }) }
    return token(around, client, parameters, { set }).tokens()
  }
  const code = await authorize(around, { ...(wished === undefined ? {} : { scope: wished }), parameters: set })
  return redeem(around, code).tokens()
}

/** A client that may have the scope for itself, as far as the target file says. */
function ownClient({ target }: Surroundings, scope: string | undefined): Client | undefined {
  return target.clients.find(
    (client) =>
      client.client_secret !== undefined &&
      target.allows(client, 'client_credentials') &&
      (scope === undefined || client.scope?.split(' ').includes(scope) === true),
  )
}

/** A token request in JSON as vendors document it, with the parameters of every token request. */
export function tokenInJson(
  { target, line }: Surroundings,
  client: Client,
  members: Readonly<Record<string, unknown>>,
  { body, headers = {} }: JsonRequest = {},
): Pending {
  const { client_id, client_secret } = client
  const all = { ...target.tokenParameters, client_id, client_secret, ...members }
  const replaced = new Set(Object.keys(headers).map((name) => name.toLowerCase()))
  const usual = [['accept', 'application/json'] as const, ['content-type', 'application/json'] as const]
  const sending = {
    method: 'POST',
    url: target.endpoint('token'),
    headers: [...usual.filter(([name]) => !replaced.has(name)), ...Object.entries(headers)],
    body: body ?? JSON.stringify(all),
  }
  return new Pending(line.send(sending), client)
}

/** Calls an address with a bearer token in the header (RFC 6750 section 2.1). */
export function call(
  around: Surroundings,
  url: string,
  accessToken: string,
  { method = 'GET', json }: Parameters<VendorMoves['call']>[2] = {},
): Promise<Answer> {
  const headers = { accept: 'application/json', authorization: `Bearer ${accessToken}` }
  if (json === undefined) return request(around, url, { method, headers })
  const typed = { ...headers, 'content-type': 'application/json' }
  return request(around, url, { method, headers: typed, body: JSON.stringify(json) })
}
