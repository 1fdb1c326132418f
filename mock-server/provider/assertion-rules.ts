import { errors, type KoaContextWithOIDC } from './library.ts'

/** How far the clock of a client may be off, in seconds (RFC 7523, section 3). */
export const assertionSkew = 15

const longest = 60 * 60
const oldest = 24 * 60 * 60

// Extensions say which further audiences their own endpoints take (RFC 9126, section 2).
const narrow: ReadonlySet<string | undefined> = new Set(['token', 'introspection', 'revocation'])

/** What a client assertion has to obey beyond what oidc-provider asks: a short life, a recent date, no audience but those allowed. */
export function ruleAssertion(
  { oidc }: KoaContextWithOIDC,
  claims: Readonly<Record<string, unknown>>,
  allowed: readonly unknown[],
): void {
  const now = Math.floor(Date.now() / 1000)
  const { exp, iat, aud } = claims
  if (Number(exp) > now + longest + assertionSkew) {
    throw new errors.InvalidClientAuth('the client_assertion JWT is valid for more than an hour')
  }
  if (Number(iat) < now - oldest) throw new errors.InvalidClientAuth('the client_assertion JWT is older than a day')
  const audiences: unknown[] = Array.isArray(aud) ? aud : [aud]
  if (narrow.has(oidc.route) && !audiences.every((audience) => allowed.includes(audience))) {
    throw new errors.InvalidClientAuth(`audience (aud) must be ${allowed.join(' or ')} and nothing else`)
  }
}
