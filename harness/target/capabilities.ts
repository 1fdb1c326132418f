import type { Capability } from './capability-names.ts'
import type { TargetConfig } from './config/config.ts'
import { isLoopback } from './config/loopback.ts'
import { candidates, deviceGrant, grantTypes, roleAdvice } from './roles.ts'
import type { Client, ClientRole } from './target.ts'

/** What capability detection looks at. */
export interface Known {
  readonly issuer: string
  readonly metadata: Readonly<Record<string, unknown>>
  readonly clients: readonly Client[]
  readonly scopes: readonly string[]
  readonly hasResource: boolean
  /** Whether the file describes an issuer of assertions. */
  readonly hasAssertion: boolean
  /** Whether the file says that actor tokens are taken. */
  readonly delegates: boolean
  readonly hasUser: boolean
  /** Whether there are two users whom no check locks out. */
  readonly hasSecondUser: boolean
  /** What the target file says of the vendor's API and documentation. */
  readonly entry: Pick<TargetConfig, 'audience' | 'second_audience' | 'documentation' | 'me' | 'resource'>
  /** Whether a user with a password is known. */
  readonly hasPassword: boolean
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
    return `the metadata does not list ${type} in grant_types_supported: add this capability to capabilities.add when the server has it`
  })

/** What a file may say of a vendor's API. */
const said =
  (value: (entry: Known['entry']) => unknown, what: string) =>
  ({ entry }: Known): Answer =>
    Boolean(value(entry)) || `the target file does not say: add ${what}`

const promise = (name: 'client_credentials_refresh' | 'redirect_uri_optional') =>
  said(
    ({ documentation }) => documentation?.[name],
    `documentation.${name}: true where the vendor's documentation promises it`,
  )

const detectors: Partial<Record<Capability, (known: Known) => Answer>> = {
  token: all(withEndpoint('token_endpoint'), withClient('any')),
  authorization: withEndpoint('authorization_endpoint'),
  authorization_code: all(withEndpoint('authorization_endpoint'), grant('authorization_code', 'code')),
  password: all(
    grant('password', 'password'),
    ({ hasPassword }) => hasPassword || 'add a user with a password under users',
  ),
  implicit: all(withEndpoint('authorization_endpoint'), withClient('implicit'), ({ metadata }) => {
    const listed = metadata['response_types_supported']
    return (
      !Array.isArray(listed) ||
      listed.includes('token') ||
      'the metadata does not list token in response_types_supported'
    )
  }),
  client_credentials: grant('client_credentials', 'service'),
  refresh_token: all(withEndpoint('authorization_endpoint'), grant('refresh_token', 'refresh')),
  refresh_rotation: all(withEndpoint('authorization_endpoint'), grant('refresh_token', 'refresh')),
  jwt_bearer: all(
    grant(grantTypes.assertion, 'assertion'),
    ({ hasAssertion }) => hasAssertion || 'no issuer of assertions is known: add assertion',
  ),
  token_exchange: grant(grantTypes.exchange, 'exchange'),
  subject_token: all(
    grant(grantTypes.exchange, 'exchange'),
    ({ clients }) =>
      candidates(clients, 'code').length > 0 ||
      candidates(clients, 'service').length > 0 ||
      `no client can get a subject token: add ${roleAdvice.code}`,
  ),
  actor_token: ({ delegates }) => delegates || 'actor tokens may not be taken: add token_exchange.delegation',
  device_code: all(withEndpoint('device_authorization_endpoint'), grant(deviceGrant, 'device')),
  device_approval: ({ hasUser }) => hasUser || 'nobody can approve a device: add a user under users',
  client_secret_basic: withClient('basic'),
  client_secret_post: withClient('post'),
  client_secret_json: withClient('json'),
  client_secret_jwt: withClient('client_secret_jwt'),
  private_key_jwt: withClient('private_key_jwt'),
  jwt_client_auth: ({ clients }) =>
    (['private_key_jwt', 'client_secret_jwt'] as const).some((role) => candidates(clients, role).length > 0) ||
    `no client signs assertions: add ${roleAdvice.private_key_jwt}, or ${roleAdvice.client_secret_jwt}`,
  none: withClient('public'),
  confidential_client: withClient('confidential'),
  client_secret: withClient('secret'),
  second_client: withClient('second'),
  two_public_clients: withClient('other_public'),
  restricted_client: withClient('restricted'),
  denied_scope: withClient('denied_scope'),
  second_resource: withClient('other_resource'),
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
  bearer_tokens: ({ clients }) =>
    !isBound(clients) ||
    'access tokens are bound to a key (dpop_bound_access_tokens), so nobody presents them as bearer tokens: add a client without it',
  resource: ({ hasResource }) => hasResource || 'no protected resource is known: add resource.url',
  introspection: all(withEndpoint('introspection_endpoint'), withClient('confidential')),
  introspection_jwt: ({ metadata }) =>
    Array.isArray(metadata['introspection_signing_alg_values_supported']) ||
    'the metadata has no introspection_signing_alg_values_supported: add introspection_jwt to capabilities.add when the server signs introspection answers',
  revocation: withEndpoint('revocation_endpoint'),
  userinfo: withEndpoint('userinfo_endpoint'),
  registration: withEndpoint('registration_endpoint'),
  jwks: withEndpoint('jwks_uri'),
  iss_parameter: ({ metadata }) =>
    metadata['authorization_response_iss_parameter_supported'] === true ||
    'the metadata does not announce authorization_response_iss_parameter_supported: add iss_parameter to capabilities.add when the server sends iss',
  discovery: ({ discovered }) => discovered || 'the server publishes no metadata document',
  https: ({ issuer }) =>
    issuer.startsWith('https:') ||
    !isLoopback(issuer) ||
    'the issuer is plain http on a loopback host, as of a development server: add a target with an https issuer',
  pkce: inMetadata('code_challenge_methods_supported', 'S256', 'pkce'),
  pkce_plain: inMetadata('code_challenge_methods_supported', 'plain', 'pkce_plain'),
  openid: (known) => signsIdTokens(known) || inMetadata('scopes_supported', 'openid', 'openid')(known),
  intrusive: () =>
    'add intrusive to capabilities.add, or run with --all, to allow checks after which a client or a user may be locked out',
  load: ({ issuer }) =>
    isLoopback(issuer) ||
    'the server is not on this machine: add load to capabilities.add, or run with --all, to allow checks that put load on it',
  audience: said(({ audience }) => audience, 'audience: the identifier of the API that tokens are for'),
  second_audience: said(
    (entry) => entry.second_audience,
    'second_audience: an API the server issues tokens for and the resource is not',
  ),
  documented_api: said(({ documentation }) => documentation, 'documentation: what the vendor promises'),
  documented_lifetime: said(
    ({ documentation }) => documentation?.access_token_lifetime,
    'documentation.access_token_lifetime: the documented expires_in, in seconds',
  ),
  client_credentials_refresh: promise('client_credentials_refresh'),
  redirect_uri_optional: promise('redirect_uri_optional'),
  localhost_redirect_uri: withClient('localhost'),
  scoped_resource: said(
    ({ resource }) => resource?.scope !== undefined && resource.scope_other,
    'resource.scope, which the resource demands, and resource.scope_other, which it refuses',
  ),
  read_write_resource: said(
    ({ resource }) => resource?.scope !== undefined && resource.write,
    'resource.scope for reading and resource.write for a call that needs another scope, on throw-away records',
  ),
  me_resource: said(({ me }) => me, 'me.url: a resource that tells whose token it is'),
  second_user: ({ hasSecondUser }) => hasSecondUser || 'add a second user with a password under users',
  offline_access: inMetadata('scopes_supported', 'offline_access', 'offline_access'),
}

/** Every document of OpenID Discovery 1.0 (section 3) has this member, and may leave its scopes out. */
function signsIdTokens({ metadata }: Known): boolean {
  return metadata['scopes_supported'] === undefined && Array.isArray(metadata['id_token_signing_alg_values_supported'])
}

/** Whether the client that gets the tokens of checks is one whose tokens are bound to a key (RFC 9449 section 5.2). */
function isBound(clients: readonly Client[]): boolean {
  const [client] = [...candidates(clients, 'service'), ...candidates(clients, 'code'), ...candidates(clients, 'any')]
  return client?.dpop_bound_access_tokens === true
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
