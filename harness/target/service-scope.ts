/** Scopes that ask about a user or for a user's absence (OIDC Core 1.0 sections 5.4 and 11): no client has them for itself. */
const ofUsers: ReadonlySet<string> = new Set(['openid', 'profile', 'email', 'address', 'phone', 'offline_access'])

/**
 * The scopes of a client with those first that it can have without a user, since the first one is asked for when any
 * will do. The order means nothing (RFC 6749 section 3.3).
 */
export function serviceScopesFirst(scope: string | undefined): string | undefined {
  const scopes = scope?.split(' ')
  return scopes?.toSorted((a, b) => Number(ofUsers.has(a)) - Number(ofUsers.has(b))).join(' ')
}
