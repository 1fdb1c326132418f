import type { Provider } from '../provider/library.ts'
import type { Tenant } from '../tenant.ts'
import { partyOf, type Party } from './party.ts'
import type { IssueWish } from './wish.ts'

/** One call of issue: what is wished, for whom, and the grant that everything issued belongs to. */
export interface Batch extends Party {
  readonly tenant: Tenant
  readonly provider: Provider
  readonly wish: IssueWish
  /** The subject; undefined for a client's own token. */
  readonly sub: string | undefined
  /** Seconds since 1970. */
  readonly now: number
}

/** Somebody a token can be issued to, with the grant it belongs to. */
export interface Granted {
  readonly accountId: string
  readonly grantId: string
}

/** Settles who is meant by a wish. */
export async function batchOf(tenant: Tenant, wish: IssueWish): Promise<Batch> {
  const party = await partyOf(tenant, wish)
  const sub = party.user && (party.user.sub ?? party.user.username)
  return { ...party, tenant, provider: tenant.provider, wish, sub, now: Math.floor(Date.now() / 1000) }
}

/** Saves a grant for the user of a batch, alive for as long as anything made from it; undefined when there is no user. */
export async function grantOf({
  tenant,
  provider,
  client,
  sub,
  scope,
  wish,
  now,
}: Batch): Promise<Granted | undefined> {
  if (sub === undefined) return undefined
  const grant = new provider.Grant({ accountId: sub, clientId: client.clientId })
  grant.addOIDCScope(scope)
  const { lifetimes } = tenant.settings
  Object.assign(grant, { exp: now + Math.max(lifetimes.grant, lifetimes.refresh_token, wish.expiresIn ?? 0) })
  return { accountId: sub, grantId: await grant.save() }
}

/** When something begins and ends, in seconds since 1970; what has expired began its whole lifetime before. */
export function times({ wish, now }: Batch, lifetime: number): { iat: number; exp: number } {
  const { expiresIn = lifetime, claims = {} } = wish
  const exp = typeof claims['exp'] === 'number' ? claims['exp'] : now + expiresIn
  const iat = typeof claims['iat'] === 'number' ? claims['iat'] : exp > now ? now : exp - lifetime
  return { iat, exp }
}
