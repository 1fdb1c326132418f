import type { Client } from '../options.ts'
import type { Tenant } from '../tenant.ts'

/** A token answer (RFC 6749, section 5.1). */
export interface TokenAnswer {
  readonly access_token: string
  readonly token_type: string
  readonly expires_in?: number
  readonly refresh_token?: string
  readonly id_token?: string
  readonly scope?: string
  readonly [member: string]: unknown
}

/** Redeems a code as its client does, with its secret where it has one (RFC 6749, section 4.1.3). */
export async function redeem(
  tenant: Tenant,
  client: Client,
  { code, redirectUri, verifier }: { readonly code: string; readonly redirectUri: string; readonly verifier: string },
): Promise<TokenAnswer> {
  const { headers, form } = credentials(client)
  const body = new URLSearchParams({
    grant_type: 'authorization_code',
    code,
    redirect_uri: redirectUri,
    code_verifier: verifier,
    ...form,
  })
  const answer = await fetch(`${tenant.issuer}/token`, { method: 'POST', headers, body })
  const json: unknown = await answer.json()
  if (answer.ok && isTokenAnswer(json)) return json
  const detail = tenant.journal.last({ endpoint: 'token' })?.detail ?? JSON.stringify(json)
  throw new Error(`Expected tokens for the code, got ${answer.status} (${detail}). Look at the journal.`)
}

function credentials({ client_id: id, client_secret: secret = '', token_endpoint_auth_method: method }: Client) {
  const chosen = method ?? 'client_secret_basic'
  if (chosen === 'none') return { headers: {}, form: { client_id: id } }
  if (chosen === 'client_secret_post') return { headers: {}, form: { client_id: id, client_secret: secret } }
  if (chosen === 'client_secret_basic') return { headers: basic(id, secret), form: {} }
  throw new Error(`Expected a client with a secret or none, got ${chosen} of "${id}". Redeem the code yourself.`)
}

/** RFC 6749, section 2.3.1: both parts are form-encoded first. */
function basic(id: string, secret: string): Record<string, string> {
  const [user, password] = [id, secret].map((part) => new URLSearchParams({ v: part }).toString().slice(2))
  return { authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}` }
}

function isTokenAnswer(json: unknown): json is TokenAnswer {
  return typeof json === 'object' && json !== null && 'access_token' in json
}
