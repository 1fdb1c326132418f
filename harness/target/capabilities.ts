import type { Capability } from './capability-names.ts'
import { candidates, roleAdvice } from './roles.ts'
import type { Client, ClientRole } from './target.ts'

/** What capability detection looks at. */
export interface Known {
  readonly metadata: Readonly<Record<string, unknown>>
  readonly clients: readonly Client[]
  readonly scopes: readonly string[]
  readonly hasResource: boolean
  /** Whether a server without metadata lists nothing, so that silence proves nothing. */
  readonly discovered: boolean
}

type Answer = true | string

const lists = (metadata: Known['metadata'], name: string, value: string): boolean => {
  const list = metadata[name]
  return Array.isArray(list) && list.includes(value)
}

const withClient =
  (role: ClientRole) =>
  (known: Known): Answer =>
    candidates(known.clients, role).length > 0 || `no client for it: add ${roleAdvice[role]}`

const withEndpoint =
  (name: string) =>
  (known: Known): Answer =>
    typeof known.metadata[name] === 'string' || `the server names no ${name}: add metadata.${name}`

const inMetadata =
  (list: string, value: string, name: string) =>
  (known: Known): Answer =>
    lists(known.metadata, list, value) ||
    `the metadata does not list ${value} in ${list}: add ${name} to capabilities.add when the server has it`

const all =
  (...questions: readonly ((known: Known) => Answer)[]) =>
  (known: Known): Answer => {
    for (const question of questions) {
      const answer = question(known)
      if (answer !== true) return answer
    }
    return true
  }

/** A grant the metadata lists, or that a client is declared for; RFC 8414 section 2 gives the default of the list. */
const grant = (type: string, role: ClientRole) =>
  all(withEndpoint('token_endpoint'), withClient(role), (known) => {
    const listed = known.metadata['grant_types_supported']
    if (!Array.isArray(listed) || listed.includes(type)) return true
    return `the metadata does not list ${type} in grant_types_supported`
  })

const detectors: Partial<Record<Capability, (known: Known) => Answer>> = {
  token: all(withEndpoint('token_endpoint'), withClient('any')),
  authorization: withEndpoint('authorization_endpoint'),
  authorization_code: all(withEndpoint('authorization_endpoint'), grant('authorization_code', 'code')),
  client_credentials: grant('client_credentials', 'service'),
  refresh_token: all(withEndpoint('authorization_endpoint'), grant('refresh_token', 'refresh')),
  refresh_rotation: all(withEndpoint('authorization_endpoint'), grant('refresh_token', 'refresh')),
  client_secret_basic: withClient('basic'),
  client_secret_post: withClient('post'),
  none: withClient('public'),
  confidential_client: withClient('confidential'),
  second_client: withClient('second'),
  two_public_clients: withClient('other_public'),
  restricted_client: withClient('restricted'),
  denied_scope: withClient('denied_scope'),
  second_redirect_uri: ({ clients }) =>
    candidates(clients, 'code').some(({ redirect_uris }) => redirect_uris.length > 1) ||
    'add a second entry to redirect_uris of a client',
  redirect_uri_with_query: ({ clients }) =>
    candidates(clients, 'code').some(({ redirect_uris }) => redirect_uris.some((uri) => /^[^?#]+\?[^#]+=/.test(uri))) ||
    'add a redirect URI with a query to redirect_uris of a client',
  one_redirect_uri: ({ clients }) =>
    candidates(clients, 'one_redirect_uri').length > 0 || `no client for it: add ${roleAdvice.one_redirect_uri}`,
  native_client: ({ clients }) =>
    candidates(clients, 'code').some(({ redirect_uris }) => redirect_uris.some(isPortlessLoopback)) ||
    'add a native client: one with http://127.0.0.1/… without a port in its redirect_uris',
  two_scopes: ({ scopes }) => scopes.length > 1 || 'add two scopes a user may grant under scopes',
  resource: ({ hasResource }) => hasResource || 'no protected resource is known: add resource.url',
  introspection: all(withEndpoint('introspection_endpoint'), withClient('confidential')),
  revocation: withEndpoint('revocation_endpoint'),
  userinfo: withEndpoint('userinfo_endpoint'),
  registration: withEndpoint('registration_endpoint'),
  jwks: withEndpoint('jwks_uri'),
  iss_parameter: ({ metadata }) =>
    metadata['authorization_response_iss_parameter_supported'] === true ||
    'the metadata does not announce authorization_response_iss_parameter_supported: add iss_parameter to capabilities.add when the server sends iss',
  discovery: ({ discovered }) => discovered || 'the server publishes no metadata document',
  pkce: inMetadata('code_challenge_methods_supported', 'S256', 'pkce'),
  pkce_plain: inMetadata('code_challenge_methods_supported', 'plain', 'pkce_plain'),
  openid: inMetadata('scopes_supported', 'openid', 'openid'),
  offline_access: inMetadata('scopes_supported', 'offline_access', 'offline_access'),
}

/** A loopback address without a port is what native clients register (RFC 8252 section 7.3). */
function isPortlessLoopback(uri: string): boolean {
  return /^http:\/\/(?:127\.0\.0\.1|\[::1\])(?:\/[^?#]*)?$/i.test(uri)
}

/** Says of a capability whether the target has it: true, or the reason why not with what to add. */
export function detect(capability: Capability, known: Known): Answer {
  const detector = detectors[capability]
  return detector === undefined ? `add ${capability} to capabilities.add when the server has it` : detector(known)
}
