import type { ResourceOptions } from '../context.ts'
import { NotApplicable } from '../verdict.ts'
import { Pending } from './pending.ts'
import type { Surroundings } from './surroundings.ts'
import { authentication } from './token-request.ts'

/** Calls the protected resource with a bearer token in the header (RFC 6750 section 2.1). */
export function resource({ target, line }: Surroundings, accessToken: string, options: ResourceOptions = {}): Pending {
  const place = target.resource
  if (place === undefined) throw new NotApplicable(target.lacking('resource'))
  const headers = { accept: 'application/json', authorization: `Bearer ${accessToken}`, ...options.headers }
  const sending = { method: options.method ?? place.method, url: place.url, headers: Object.entries(headers) }
  return new Pending(line.send(sending), target.client('any'))
}

/** Asks about a token as the client that may introspect (RFC 7662 section 2.1). */
export function introspect({ target, line }: Surroundings, token: string): Pending {
  const client = target.client('confidential')
  const { headers, parameters } = authentication(client)
  const sending = {
    method: 'POST',
    url: target.endpoint('introspection'),
    headers: [
      ['accept', 'application/json'] as const,
      ['content-type', 'application/x-www-form-urlencoded'] as const,
      ...headers,
    ],
    body: new URLSearchParams({ ...parameters, token }).toString(),
  }
  return new Pending(line.send(sending), client)
}
