import { docComments } from './doc-comments.ts'

/** Source files whose interfaces describe a mock file. */
const sources = [
  'mock-server/options.ts',
  'mock-server/features/options.ts',
  'mock-server/claims/rule.ts',
  'mock-server/apis/api.ts',
  'mock-server/wire/shapes.ts',
  'mock-server/selector.ts',
]

/** Place of an object in a mock file → the interfaces that describe it. */
const interfaces: Readonly<Record<string, readonly string[]>> = {
  '': ['MockOptions', 'AddressOptions'],
  store: ['StoreOptions'],
  tenant: ['TenantOptions'],
  'tenant.clients[]': ['Client'],
  'tenant.claims[]': ['ClaimRule'],
  'tenant.claims[].when': ['Selector'],
  'tenant.features': ['FeatureOptions'],
  'tenant.features.dpop': ['DpopOptions'],
  'tenant.features.mtls': ['MtlsOptions'],
  'tenant.features.resources.<name>': ['ResourceServerOptions'],
  'tenant.features.ciba': ['CibaOptions'],
  'tenant.features.logout': ['LogoutOptions'],
  'tenant.apis[]': ['Api'],
  'tenant.shapes[]': ['AnswerShape'],
  'tenant.trustedIssuers[]': ['TrustedIssuer'],
}

/** What names say by themselves in the types, said in words for a page. */
const plain: Readonly<Record<string, string>> = {
  '.$schema': 'Address of the schema, for editors.',
  'proxy.trust': 'Addresses and CIDR ranges whose forwarding headers are believed.',
  'tls.hosts': 'Host names a new certificate is made for.',
  'tls.cert': 'Certificate, PEM text.',
  'tls.key': 'Its private key, PEM text.',
  'tls.certFile': 'File of the certificate, PEM.',
  'tls.keyFile': 'File of its private key, PEM.',
  'control.token': 'Bearer token that lets its holder control the mock from anywhere.',
  'tenant.clients': 'Registered clients; usual ones unless told. `npx oauth-assay mock` prints them.',
  'tenant.users': 'People who can log in; alice and bob unless told.',
  'tenant.lifetimes': 'How long things live.',
  'tenant.rotation': 'Which refresh tokens are replaced when they are used (RFC 9700, section 4.14.2).',
  'tenant.pkce':
    'When PKCE is demanded (RFC 7636). `unknown` is a server that is older than PKCE and ignores its parameters.',
  'tenant.accessTokens': 'What access tokens are: random text, or a JWT (RFC 9068).',
  'tenant.registration': 'Who may register a client at run time (RFC 7591): nobody, anybody, or who has a token.',
  'tenant.login':
    'How people log in: a form with a password, a page with users to pick, or no page at all. `assay mock` uses `picker`.',
  'tenant.consent': 'Whether a page asks for consent.',
  'tenant.redirectUris':
    'Which redirect URIs are taken: the registered ones, those that a registered one with `*` stands for, or any.',
  'tenant.clients[].client_id': 'Client identifier.',
  'tenant.clients[].client_secret': 'Its secret.',
  'tenant.clients[].client_name': 'Name shown on the pages of the mock.',
  'tenant.clients[].application_type': 'Whether it is a web or a native application (RFC 8252).',
  'tenant.clients[].token_endpoint_auth_method': 'How it authenticates at the token endpoint (RFC 7591, section 2).',
  'tenant.clients[].grant_types': 'Grant types it may use.',
  'tenant.clients[].redirect_uris': 'Its redirect URIs.',
  'tenant.users[].username': 'Name to log in with.',
  'tenant.users[].password': 'Password to log in with.',
  'tenant.users[].sub': 'Subject of the tokens; the username unless told.',
  'tenant.users[].claims': 'What is known about the person, by name of the claim.',
  'tenant.claims[].when': 'Which tokens the rule is for; all unless told.',
  'tenant.claims[].access_token': 'Claims of JWT access tokens, by name; introspection tells them too.',
  'tenant.claims[].id_token': 'Claims of ID Tokens, by name.',
  'tenant.claims[].userinfo': 'Members of userinfo answers, by name.',
  'tenant.lifetimes.code': 'Authorization codes, seconds.',
  'tenant.lifetimes.device_code': 'Device codes, seconds.',
  'tenant.lifetimes.access_token': 'Access tokens of people, seconds.',
  'tenant.lifetimes.refresh_token': 'Refresh tokens, seconds.',
  'tenant.lifetimes.client_credentials': 'Access tokens that clients get for themselves, seconds.',
  'tenant.lifetimes.id_token': 'ID Tokens, seconds.',
  'tenant.lifetimes.session': 'How long a browser stays logged in, seconds.',
  'tenant.lifetimes.interaction': 'How long a login may take, seconds.',
  'tenant.lifetimes.grant': 'How long a consent lasts, seconds.',
  'tenant.clock.at': 'Time the clock shows at the start, ISO 8601.',
  'tenant.clock.offset': 'Seconds added to it, or to the time of the machine.',
  'tenant.clock.frozen': 'Whether it stands still.',
  'tenant.registration.token': 'Initial access token a registration has to bring.',
  'tenant.features.mtls': 'Mutual TLS (RFC 8705).',
  'tenant.features.ciba': 'Client-initiated backchannel authentication (OpenID Connect CIBA).',
  'tenant.features.logout': 'Who is told when a user signs out.',
  'tenant.features.dpop.nonce': 'Whether proofs may or must carry a nonce of the server.',
  'tenant.device.interval': 'Seconds a device has to leave between two polls.',
  'tenant.resource.read': 'Scope that a GET needs.',
  'tenant.resource.write': 'Scope that a POST needs.',
  'tenant.keys.keys': 'Private keys (RFC 7517).',
  'tenant.signing.accessToken': 'Algorithm of JWT access tokens.',
  'tenant.signing.idToken': 'Algorithm of ID Tokens for clients that register none.',
  'tenant.tokenForms.code': 'Codes; `*` stands for the random part.',
  'tenant.tokenForms.refresh_token': 'Refresh tokens, likewise.',
  'tenant.tokenForms.access_token': 'Opaque access tokens, likewise.',
  'tenant.shapes[].status': 'Status code of the answer.',
  'tenant.trustedIssuers[].jwks': 'Its keys.',
  'tenant.trustedIssuers[].jwks.keys': 'Its keys (RFC 7517); private ones may be among them.',
}

const comments = new Map(sources.flatMap((file) => [...docComments(file)]))

/** What a key of a mock file means, from the doc comments of the types and from the words here. */
export function mockMeaning(path: string, name: string): string | undefined {
  if (path === 'tenant.paths') return `Path of the ${name} endpoint below the issuer.`
  const documented = (interfaces[path] ?? []).map((each) => comments.get(`${each}.${name}`))
  return plain[`${path}.${name}`] ?? documented.find((each) => each !== undefined)
}
