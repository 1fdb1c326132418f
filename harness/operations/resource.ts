import type { ResourceOptions } from '../context.ts'
import { NotApplicable } from '../verdict.ts'
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
