import type { IncomingMessage } from 'node:http'
import type { JournalFacts, Parameters } from '../journal/entry.ts'
import type { KoaContextWithOIDC } from '../provider/library.ts'
import { isRecord } from './answer.ts'

/** Who a request is from and about, and what it is about. */
export type Parties = Pick<JournalFacts, 'client' | 'user' | 'scope' | 'grant'>

/** Keeps for the journal what an endpoint of the mock's own knows about a request. */
export function keepParties(ctx: KoaContextWithOIDC, parties: Parties): void {
  ctx.state['parties'] = parties
}

/** Whom a request concerns, as far as anybody found out. */
export function partiesOf(ctx: KoaContextWithOIDC, req: IncomingMessage, parameters: Parameters = {}): Parties {
  const known: Parties = ctx.state['parties'] ?? nobody
  const oidc: KoaContextWithOIDC['oidc'] | undefined = ctx.oidc
  const named = oidc?.client?.clientId ?? known.client ?? text(parameters['client_id'])
  return {
    client: named ?? basicClient(req.headers.authorization),
    user: known.user ?? userOf(oidc),
    grant: text(parameters['grant_type']) ?? known.grant,
    scope: known.scope ?? scopeOf(ctx, oidc) ?? text(parameters['scope']),
  }
}

const nobody: Parties = {}

type Oidc = KoaContextWithOIDC['oidc'] | undefined

function userOf(oidc: Oidc): string | undefined {
  if (!oidc) return undefined
  const { Account, AuthorizationCode, RefreshToken, AccessToken, DeviceCode, Session } = oidc.entities
  const holder = Account ?? AuthorizationCode ?? RefreshToken ?? AccessToken ?? DeviceCode ?? Session
  return holder?.accountId
}

function scopeOf({ body }: KoaContextWithOIDC, oidc: Oidc): string | undefined {
  const granted = isRecord(body) ? text(body['scope']) : undefined
  return (
    granted ??
    oidc?.entities.AuthorizationCode?.scope ??
    oidc?.entities.AccessToken?.scope ??
    text(oidc?.params?.['scope'])
  )
}

/** The name in the credentials of HTTP Basic, which nobody has proven then (RFC 6749, section 2.3.1). */
function basicClient(authorization: string | undefined): string | undefined {
  const encoded = /^basic (.+)$/i.exec(authorization ?? '')?.[1]
  const name = encoded && Buffer.from(encoded, 'base64').toString().split(':', 1)[0]
  return name ? (new URLSearchParams(`v=${name}`).get('v') ?? undefined) : undefined
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}
