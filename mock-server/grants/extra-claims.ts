type Claims = Readonly<Record<string, unknown>>

const known = new WeakMap<object, Claims>()

/** Has a token that is about to be saved carry further claims, shown by introspection and in its JWT. */
export function addClaims(token: object, claims: Claims): void {
  known.set(token, claims)
}

/** What {@link addClaims} was told of a token. */
export function extraClaims(token: object): Record<string, unknown> | undefined {
  const claims = known.get(token)
  return claims === undefined ? undefined : { ...claims }
}
