import { addClaims } from '../grants/extra-claims.ts'
import { accessTokenClaims, type IssuedRecord } from '../provider/token-rules.ts'
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
  const form = formOf(batch)
  stamp(token, { form, ...nbf })
  await token.save()
  const value = form === 'opaque' ? token.jti : await signed(batch, token)
  return { access_token: value, token_type: token.tokenType, expires_in: exp - now, scope: token.scope ?? '' }
}

function formOf({ tenant, wish: { format, alg, header, tamper } }: Batch): 'opaque' | 'jwt' {
  const shaped = alg !== undefined || header !== undefined || tamper !== undefined
  return format ?? (shaped ? 'jwt' : tenant.settings.accessTokens)
}

interface Saved {
  getValueAndPayload(): Promise<{ value: string; payload: Payload }>
}

/** Has the record of a token carry further members when it is saved. */
function stamp(token: object, members: Readonly<Record<string, unknown>>): void {
  if (!isSaved(token)) {
    throw new Error('Expected tokens of oidc-provider to make a payload, got none. Compare with its base_model.js.')
  }
  const sound = token.getValueAndPayload.bind(token)
  token.getValueAndPayload = async () => {
    const { value, payload } = await sound()
    return { value, payload: Object.assign(payload, members) }
  }
}

function isSaved(token: object): token is Saved {
  return 'getValueAndPayload' in token
}

async function signed({ tenant, client, wish, now }: Batch, token: IssuedRecord & { jti: string }): Promise<string> {
  const { jti: id, exp = now } = token
  const { alg, header, tamper, secret = client.clientSecret, claims } = wish
  const { jti: _jti, ...anonymous } = accessTokenClaims(tenant.issuer, id, token)
  const payload = claims?.['jti'] === null ? anonymous : { ...anonymous, jti: id }
  const signing = { alg: alg ?? usualAlgorithm(tenant), header: { typ: 'at+jwt', ...header }, secret, tamper }
  const jwt = await signJwt(tenant, payload, signing)
  // Whatever a resource could verify, the tenant knows; what is wrong on purpose it does not.
  const sound = tamper !== true && isRegistered(signing.alg)
  if (sound && (await tenant.keyring.identify(jwt)) !== id) rememberJwt(tenant.store, jwt, id, exp - now)
  return jwt
}
