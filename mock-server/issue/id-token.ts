import { createHash } from 'node:crypto'
import { customClaims, overlay } from '../claims/custom.ts'
import type { Claims } from '../claims/rule.ts'
import { times, type Batch } from './batch.ts'
import { signJwt } from './sign.ts'
import type { IssuedIdToken } from './wish.ts'

/** Issues an ID Token, bound to an access token where there is one (OpenID Connect Core, section 3.1.3.6). */
export async function issueIdToken(batch: Batch, sub: string, accessToken?: string): Promise<IssuedIdToken> {
  const { tenant, client, wish, now } = batch
  const { iat, exp } = times(batch, tenant.settings.lifetimes.id_token)
  const alg = wish.alg ?? client.idTokenSignedResponseAlg ?? 'RS256'
  const bound = accessToken === undefined ? {} : { at_hash: halfHash(alg, accessToken) }
  const nonce = wish.nonce === undefined ? {} : { nonce: wish.nonce }
  const standard = { ...(await released(batch, sub, accessToken)), iss: tenant.issuer, aud: client.clientId, iat, exp }
  const claims = overlay({ ...standard, ...nonce, ...bound }, { ...(await custom(batch)), ...wish.claims })
  const { header, tamper, secret = client.clientSecret } = wish
  return { id_token: await signJwt(tenant, claims, { alg, header, tamper, secret }), expires_in: exp - now }
}

/** The claims that the scope releases; beside an access token most of them are left to userinfo. */
async function released(batch: Batch, sub: string, accessToken: string | undefined): Promise<Claims> {
  const { tenant, provider, client, scope } = batch
  const account = tenant.account(sub)
  const token = new provider.IdToken({ ...(await account?.claims('id_token', scope, {}, [])) }, { client })
  const all = accessToken === undefined || tenant.settings.idTokenClaims === 'always'
  Object.assign(token, { scope: all ? `openid ${scope}` : 'openid' })
  return token.payload()
}

async function custom({ tenant, registered: client, user, scope, grant }: Batch): Promise<Claims | undefined> {
  return customClaims(tenant, 'id_token', () => ({ endpoint: 'issue', grant, user, client, scope, request: {} }))
}

function halfHash(alg: string, value: string): string {
  const size = /\d{3}$/.exec(alg)?.[0] ?? '512'
  const digest = createHash(['256', '384', '512'].includes(size) ? `sha${size}` : 'sha512')
    .update(value)
    .digest()
  return digest.subarray(0, digest.length / 2).toString('base64url')
}
