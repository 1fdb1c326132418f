import type { Surroundings } from './surroundings.ts'

type Known = Pick<Surroundings, 'target'>

/** The scope a user is asked for unless a check says otherwise: what the target file sends always, else its first scope. */
export function usualScope({ target }: Known): string | undefined {
  return target.authorizationParameters['scope'] ?? target.scopes[0]
}

/** A scope with what a server may want to see before it gives a refresh token (OIDC Core 1.0 section 11). */
export function withOffline(scope: string | undefined): string {
  return [...new Set(['openid', ...(scope?.split(' ') ?? []), 'offline_access'])].join(' ')
}
