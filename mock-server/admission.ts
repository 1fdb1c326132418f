import type { KoaContextWithOIDC, Provider } from './provider/library.ts'
import { keepParties } from './wire/parties.ts'

/** A live access token, as a protected resource sees it; `accountId` is absent where no user stands behind it. */
export interface Admitted {
  readonly scopes: ReadonlySet<string>
  readonly clientId?: string | undefined
  readonly accountId?: string | undefined
  readonly aud?: string | string[] | undefined
  readonly jkt?: string | undefined
  readonly 'x5t#S256'?: string | undefined
}

/** The live access token of a value, noted for the journal; undefined when it is unknown, expired or revoked. */
export async function admitted(
  provider: Provider,
  ctx: KoaContextWithOIDC,
  value: string,
): Promise<Admitted | undefined> {
  const token = await find(provider, value)
  if (!token) return undefined
  const accountId = 'accountId' in token ? token.accountId : undefined
  keepParties(ctx, { scope: [...token.scopes].join(' '), client: token.clientId, user: accountId })
  return token
}

async function find(provider: Provider, value: string) {
  const user = await provider.AccessToken.find(value)
  if (!user) return provider.ClientCredentials.find(value)
  const grant = await provider.Grant.find(user.grantId)
  return grant?.accountId === user.accountId && grant.clientId === user.clientId ? user : undefined
}
