import { createHash } from 'node:crypto'
import { times, type Batch, type Granted } from './batch.ts'
import type { IssuedCode, IssuedRefreshToken } from './wish.ts'

/** Issues a refresh token that works at the token endpoint; throws when the client may not use one. */
export async function issueRefreshToken(batch: Batch, granted: Granted): Promise<IssuedRefreshToken> {
  const { tenant, provider, client, scope, grant: gty, wish, now } = batch
  demand(batch, 'refresh_token')
  const { iat, exp } = times(batch, tenant.settings.lifetimes.refresh_token)
  const nonce = wish.nonce === undefined ? {} : { nonce: wish.nonce }
  const token = new provider.RefreshToken({ client, ...granted, ...nonce, scope, gty, iat, exp, rotations: 0 })
  return { refresh_token: await token.save(), expires_in: exp - now, scope }
}

/** Issues an authorization code that can be redeemed once; throws when the client has no such redirect_uri. */
export async function issueCode(batch: Batch, granted: Granted): Promise<IssuedCode> {
  const { tenant, provider, client, scope, wish, now } = batch
  demand(batch, 'authorization_code')
  const { iat, exp } = times(batch, tenant.settings.lifetimes.code)
  const redirectUri = redirectOf(batch)
  const nonce = wish.nonce === undefined ? {} : { nonce: wish.nonce }
  const common = { client, scope, gty: 'authorization_code', iat, exp, redirectUri }
  const code = new provider.AuthorizationCode({ ...common, ...granted, ...nonce, ...challengeOf(batch) })
  return { code: await code.save(), redirect_uri: redirectUri, expires_in: exp - now, scope }
}

function demand({ client }: Batch, grant: string): void {
  if (client.grantTypeAllowed(grant)) return
  throw new Error(`Expected a client with the grant ${grant}, got "${client.clientId}". Add it to its grant_types.`)
}

function redirectOf({ client, wish }: Batch): string {
  const known = client.redirectUris ?? []
  const uri = wish.redirect_uri ?? known[0]
  if (uri !== undefined && client.redirectUriAllowed(uri)) return uri
  throw new Error(`Expected a redirect_uri among ${known.join(', ')}, got "${uri ?? ''}". Register it for the client.`)
}

// What is stored is S256: a plain challenge is turned into that of the same text, which its verifier alone matches.
function challengeOf({ wish }: Batch): { codeChallenge?: string; codeChallengeMethod?: string } {
  const { code_challenge: challenge, code_challenge_method: method = 'plain' } = wish
  if (challenge === undefined) return {}
  const hashed = createHash('sha256').update(challenge).digest('base64url')
  return { codeChallenge: method === 'plain' ? hashed : challenge, codeChallengeMethod: 'S256' }
}
