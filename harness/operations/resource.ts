import type { Change, ResourceOptions } from '../context.ts'
import { NotApplicable } from '../verdict.ts'
import { clientRequest } from './client-request.ts'
import { sendProven } from './dpop-proof.ts'
import { Pending } from './pending.ts'
import type { Surroundings } from './surroundings.ts'
import { withQuery } from './token-request.ts'

/**
 * Calls the protected resource with a bearer token in the header (RFC 6750 section 2.1), or as asked; with a proof where
 * access tokens are bound to a key (RFC 9449 section 7).
 */
export function resource(around: Surroundings, accessToken: string, options: ResourceOptions = {}): Pending {
  const { target, line } = around
  const place = target.resource
  if (place === undefined) throw new NotApplicable(target.lacking('resource'))
  const bound = options.authorization === undefined && isBound(around, accessToken)
  const { authorization = [`${bound ? 'DPoP' : 'Bearer'} ${accessToken}`], headers = {}, query, form } = options
  const type = form === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }
  const usual = { accept: 'application/json', ...type, ...headers }
  const replaced = Object.keys(headers).some((name) => name.toLowerCase() === 'authorization')
  const lines = replaced ? [] : authorization.map((value) => ['authorization', value] as const)
  const sending = {
    method: options.method ?? place.method,
    url: withQuery(place.url, [new URLSearchParams(query).toString()]),
    headers: [...Object.entries(usual), ...lines],
    ...(form === undefined ? {} : { body: new URLSearchParams(form).toString() }),
  }
  const answer = bound ? sendProven(around, async () => sending, accessToken) : line.send(sending)
  return new Pending(answer, target.client('any'))
}

/** What was not issued is presented in the way that the last issued one would be. */
function isBound({ memory: { issued } }: Surroundings, token: string): boolean {
  const known = issued.get(token)
  return known === undefined ? [...issued.values()].at(-1)?.bound === true : known.bound
}

/** Asks about a token as the client that may introspect, or as another (RFC 7662 section 2.1). */
export function introspect(around: Surroundings, token: string, change: Change = {}): Pending {
  return aboutToken(around, 'introspection', token, change)
}

/** Asks for a token to be revoked (RFC 7009 section 2.1). */
export function revoke(around: Surroundings, token: string, change: Change = {}): Pending {
  return aboutToken(around, 'revocation', token, change)
}

function aboutToken(
  around: Surroundings,
  endpoint: 'introspection' | 'revocation',
  token: string,
  change: Change,
): Pending {
  const { target } = around
  const client = change.client ?? target.client('confidential')
  return clientRequest(around, target.endpoint(endpoint), client, { token }, change)
}
