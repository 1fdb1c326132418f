/** What a secret is; the kind is the first half of its stable name, as in `‹access_token#1›`. */
export type SecretKind =
  | 'access_token'
  | 'refresh_token'
  | 'id_token'
  | 'token'
  | 'code'
  | 'client_secret'
  | 'password'
  | 'cookie'
  | 'code_verifier'
  | 'state'
  | 'nonce'
  | 'device_code'
  | 'user_code'
  | 'auth_req_id'
  | 'registration_access_token'
  | 'request_uri'
  | 'assertion'
  | 'client_assertion'
  | 'logout_token'
  | 'request_object'
  | 'jarm_response'
  | 'dpop_proof'
  | 'key'
  | 'secret'

/** Shortest value that is searched for wherever it stands; anything shorter is redacted only where a key names it. */
const SHORTEST_FREE_VALUE = 8

const KIND_OF_PARAMETER: Readonly<Record<string, SecretKind>> = {
  access_token: 'access_token',
  refresh_token: 'refresh_token',
  id_token: 'id_token',
  id_token_hint: 'id_token',
  token: 'token',
  subject_token: 'token',
  actor_token: 'token',
  code: 'code',
  client_secret: 'client_secret',
  password: 'password',
  passwd: 'password',
  code_verifier: 'code_verifier',
  state: 'state',
  nonce: 'nonce',
  device_code: 'device_code',
  user_code: 'user_code',
  auth_req_id: 'auth_req_id',
  registration_access_token: 'registration_access_token',
  initial_access_token: 'registration_access_token',
  request_uri: 'request_uri',
  assertion: 'assertion',
  client_assertion: 'client_assertion',
  logout_token: 'logout_token',
  request: 'request_object',
  response: 'jarm_response',
}

const KIND_OF_PLAIN_KEY = new Map(Object.entries(KIND_OF_PARAMETER).map(([key, kind]) => [plainKey(key), kind]))

/**
 * The kind of secret a parameter, field or JSON member of this name carries; snake_case, kebab-case and camelCase
 * alike.
 */
export function kindOfKey(key: string): SecretKind | undefined {
  const plain = plainKey(key)
  return KIND_OF_PLAIN_KEY.get(plain) ?? (/passw(?:or)?d$/.test(plain) ? 'password' : undefined)
}

function plainKey(key: string): string {
  return key.toLowerCase().replaceAll(/[_-]/g, '')
}

// Chosen by whoever starts the flow, so often a word, a number or an address that also stands where it is no secret.
const FREELY_CHOSEN: ReadonlySet<SecretKind> = new Set(['state', 'nonce', 'cookie'])

/**
 * True when replacing the value everywhere would destroy text that has nothing to do with it: short values, protocol
 * words, plain words and numbers as state.
 */
export function isNamedByKeyOnly(kind: SecretKind, value: string): boolean {
  if (value.length < SHORTEST_FREE_VALUE) return true
  if (PROTOCOL_WORDS.includes(value.toLowerCase())) return true
  return FREELY_CHOSEN.has(kind) && /^(?:\d{1,11}|[a-z_-]{1,24}|https?(?::|%3A).*|\/.*)$/is.test(value)
}

// One text, so that a value which is part of a longer word ("authoriz", "password") counts as vocabulary too.
const PROTOCOL_WORDS = [
  'authorization_code client_credentials refresh_token access_token id_token device_code token_exchange password username',
  'urn:ietf:params:oauth:grant-type:device_code urn:ietf:params:oauth:grant-type:jwt-bearer',
  'urn:ietf:params:oauth:grant-type:token-exchange urn:openid:params:grant-type:ciba',
  'urn:ietf:params:oauth:client-assertion-type:jwt-bearer urn:ietf:params:oauth:token-type:access_token',
  'response_type response_mode redirect_uri grant_type client_id client_secret client_assertion client_assertion_type',
  'code_challenge code_challenge_method code_verifier request_uri login_hint id_token_hint prompt max_age acr_values',
  'client_secret_basic client_secret_post client_secret_jwt private_key_jwt tls_client_auth self_signed_tls_client_auth',
  'registration_access_token registration_client_uri token_type expires_in token_type_hint resource audience',
  'invalid_request invalid_client invalid_grant unauthorized_client unsupported_grant_type unsupported_response_type',
  'invalid_scope invalid_token insufficient_scope access_denied server_error temporarily_unavailable invalid_target',
  'interaction_required login_required consent_required account_selection_required registration_not_supported',
  'invalid_redirect_uri invalid_client_metadata authorization_pending slow_down expired_token use_dpop_nonce',
  'error_description error_uri authorization authorization_endpoint token_endpoint userinfo_endpoint introspection_endpoint',
  'revocation_endpoint registration_endpoint jwks_uri end_session_endpoint device_authorization_endpoint',
  'pushed_authorization_request_endpoint post_logout_redirect_uri offline_access fragment form_post query.jwt',
  'openid profile email address phone_number email_verified preferred_username given_name family_name middle_name nickname',
  'birthdate zoneinfo updated_at subject issuer auth_time www-authenticate content-type cache-control no-store set-cookie',
  'application/json application/x-www-form-urlencoded text/html application/jwt charset=utf-8 location bearer dpop',
  'localhost 127.0.0.1 undefined anonymous userinfo introspection introspect revocation revoke registration register',
  'well-known openid-configuration oauth-authorization-server implicit hybrid confidential public pairwise code_reusable',
].join(' ')
