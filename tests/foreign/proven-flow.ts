import type { Credentials, Pairs, RawAnswer } from './raw-http.ts'
import { postForm, seen } from './raw-http.ts'
import type { RawClient, RawServer } from './raw-server.ts'
import { authorize, codeForm, proof } from './raw-server.ts'
import type { Arrival } from './raw-walk.ts'

/** Reads where a code was sent: the host, and the names in the query. */
export function sentTo(arrival: Arrival): unknown {
  return 'at' in arrival ? { host: arrival.at.host, query: [...arrival.params.keys()] } : seen(arrival.page)
}

/** A server that wants PKCE of every client. */
export type ProvenServer = Pick<RawServer, 'issuer' | 'tokenUrl' | 'resourceUrl' | 'browser' | 'person'>

/** Credentials in the body, for a client with a secret or without one. */
export function inBody(client: { readonly id: string; readonly secret?: string }): Pairs {
  const secret = client.secret === undefined ? [] : ([['client_secret', client.secret]] as const)
  return [['client_id', client.id], ...secret]
}

/** The end of an authorization request with a challenge, and the verifier for it. */
export async function proven(
  server: ProvenServer,
  client: RawClient,
  more: Record<string, string> = {},
): Promise<{ arrival: Arrival; code: string; verifier: string }> {
  const { verifier, params } = proof()
  const arrival = await authorize(server, client, { ...params, ...more })
  return { arrival, verifier, code: ('params' in arrival && arrival.params.get('code')) || '' }
}

/** A code flow to its end. */
export async function tokensOf(server: ProvenServer, client: RawClient): Promise<RawAnswer> {
  const { code, verifier } = await proven(server, client)
  return ask(server, codeForm(client, code, ['code_verifier', verifier], ...inBody(client)))
}

/** A token request exactly as it is given. */
export function ask(server: ProvenServer, form: Pairs, credentials: Credentials = {}): Promise<RawAnswer> {
  return postForm(server.tokenUrl, form, credentials)
}

export function refreshWith(
  server: ProvenServer,
  client: { readonly id: string; readonly secret?: string },
  refreshToken: string,
  ...more: Pairs
): Promise<RawAnswer> {
  return ask(server, [['grant_type', 'refresh_token'], ['refresh_token', refreshToken], ...more, ...inBody(client)])
}
