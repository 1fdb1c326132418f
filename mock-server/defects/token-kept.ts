import type { Tenant } from '../tenant.ts'
import type { StoreCall } from '../storage/store-call.ts'

const kinds = ['AccessToken', 'ClientCredentials', 'RefreshToken'] as const

/** The kind of token that has this value, as a token_type_hint would say it, and the client that owns it. */
export function tokenKept({ store }: Tenant, value: string): { hint: string; owner: string | undefined } | undefined {
  for (const kind of kinds) {
    const record = store.peek(kind, value)
    if (record) return { hint: kind === 'RefreshToken' ? 'refresh_token' : 'access_token', owner: record.clientId }
  }
  return undefined
}

/** Does the request being served revoke a refresh token? Undefined where it revokes nothing. */
export function revokesRefreshToken({ ctx, endpoint }: StoreCall): boolean | undefined {
  return endpoint === 'revocation' ? ctx?.oidc.entities.RefreshToken !== undefined : undefined
}
