import type { AuthorizeOptions, Walk } from '../context.ts'
import { Blocked } from '../verdict.ts'
import { sentenceOf, walk } from './authorization.ts'
import type { Surroundings } from './surroundings.ts'
import { usualScope } from './usual-scope.ts'

/** Asks for a token in the redirect (RFC 6749 section 4.2.1) as the client that may. */
export function implicit(around: Surroundings, options: AuthorizeOptions = {}): Promise<Walk> {
  const client = options.client ?? around.target.client('implicit')
  const scope = options.scope === undefined ? (client.scope?.split(' ')[0] ?? usualScope(around)) : options.scope
  const parameters = { response_type: 'token', ...options.parameters }
  return walk(around, { pkce: 'omit', ...options, client, scope: scope ?? null, parameters })
}

/** As {@link implicit}; throws `Blocked` when no access_token reached the client. */
export async function implicitToken(
  around: Surroundings,
  options: AuthorizeOptions = {},
): Promise<NonNullable<Walk['response']>> {
  const { landing, response } = await implicit(around, options)
  if (response?.parameters.get('access_token')) return response
  const silent = landing.kind === 'error' && response?.parameters.has('error') !== true
  throw new Blocked(`no token: ${silent ? 'the redirect carries neither token nor error' : sentenceOf(landing)}`)
}
