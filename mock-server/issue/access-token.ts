import { addClaims } from '../grants/extra-claims.ts'
import { accessTokenClaims } from '../provider/token-rules.ts'
import { rememberJwt } from '../storage/issued-jwts.ts'
import type { Payload } from '../storage/store.ts'
import { times, type Batch, type Granted } from './batch.ts'
import { isRegistered, signJwt, usualAlgorithm } from './sign.ts'
import type { IssuedToken } from './wish.ts'

/** Issues an access token: of the user when there is a grant, else of the client itself. */
export async function issueAccessToken(batch: Batch, granted: Granted | undefined): Promise<IssuedToken> {
  const { tenant, provider, client, scope, grant, wish, now } = batch
  const { lifetimes } = tenant.settings
  const { iat, exp } = times(batch, granted ? lifetimes.access_token : lifetimes.client_credentials)
  const { jti } = wish.claims ?? {}
  const common = { client, iat, exp, ...(scope ? { scope } : {}) }
  const token = granted
    ? new provider.AccessToken({ ...common, ...granted, gty: grant })
    : new provider.ClientCredentials(common)
  // oidc-provider settles the format along with an id of its own making.
  if (typeof jti === 'string') Object.assign(token, { jti, format: 'opaque' })
  const nbf = wish.notBefore === undefined ? {} : { nbf: now + wish.notBefore }
  addClaims(token, { ...nbf, ...wish.claims })
  await token.save()
  const record = tenant.store.peek(token.kind, token.jti)
  const value = record ? await present(batch, token.jti, Object.assign(record, nbf)) : token.jti
  return { access_token: value, token_type: token.tokenType, expires_in: exp - now, scope: token.scope ?? '' }
}

async function present({ tenant, client, wish, now }: Batch, id: string, record: Payload): Promise<string> {
  const { alg, header, tamper, secret = client.clientSecret, claims } = wish
  const shaped = alg !== undefined || header !== undefined || tamper !== undefined
  const form = wish.format ?? (shaped ? 'jwt' : tenant.settings.accessTokens)
  record['form'] = form
  if (form === 'opaque') return id
  const { jti: _jti, ...anonymous } = accessTokenClaims(tenant, id, record)
  const payload = claims?.['jti'] === null ? anonymous : { ...anonymous, jti: id }
  const signing = { alg: alg ?? usualAlgorithm(tenant), header: { typ: 'at+jwt', ...header }, secret, tamper }
  const jwt = await signJwt(tenant, payload, signing)
  // Whatever a resource could verify, the tenant knows; what is wrong on purpose it does not.
  if (tamper !== true && isRegistered(signing.alg)) rememberJwt(tenant.store, jwt, id, Number(record.exp) - now)
  return jwt
}
