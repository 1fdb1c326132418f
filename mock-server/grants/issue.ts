import { errors, type KoaContextWithOIDC, type Provider } from '../provider/library.ts'
import { addClaims } from './extra-claims.ts'

/** What a token of a user covers. */
export interface Coverage {
  readonly accountId: string
  readonly scope: string
  readonly audience?: string | undefined
  /** Further claims of the token. */
  readonly claims?: Readonly<Record<string, unknown>>
}

/** Issues an access token of a user to the client of a request; the members of the answer (RFC 6749, section 5.1). */
export async function issueToUser(
  provider: Provider,
  ctx: KoaContextWithOIDC,
  gty: string,
  { accountId, scope, audience, claims = {} }: Coverage,
): Promise<Record<string, unknown>> {
  const { client } = ctx.oidc
  if (client === undefined) throw new errors.InvalidClient('client authentication is missing')
  const grant = new provider.Grant({ accountId, clientId: client.clientId })
  grant.addOIDCScope(scope)
  const grantId = await grant.save()
  const aud = audience === undefined ? {} : { aud: audience }
  const token = new provider.AccessToken({ accountId, client, grantId, gty, scope, ...aud })
  addClaims(token, claims)
  ctx.oidc.entity('AccessToken', token)
  const value = await token.save()
  return { access_token: value, expires_in: token.expiration, token_type: token.tokenType, scope }
}
