import {
  anything,
  array,
  constant,
  constantFrom,
  dictionary,
  jsonValue,
  nat,
  oneof,
  option,
  record,
  string,
  tuple,
  type Arbitrary,
} from 'fast-check'

/** One request, well-formed enough for HTTP and not much more. */
export interface OddRequest {
  readonly method: (typeof methods)[number]
  /** Path and query, as they go over the wire. */
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | undefined
}

/** What a fuzzer may know of a server: real values to bend. */
export interface Vocabulary {
  readonly paths: readonly string[]
  readonly values: readonly string[]
}

const names = `
  grant_type code redirect_uri client_id client_secret code_verifier refresh_token scope response_type
  response_mode state nonce code_challenge code_challenge_method prompt max_age token token_type_hint
  username password device_code user_code assertion client_assertion client_assertion_type
  subject_token subject_token_type actor_token request request_uri claims login_hint id_token_hint
  resource audience authorization_details dpop_jkt post_logout_redirect_uri access_token decision xsrf
  auth_req_id binding_message registration ui_locales acr_values
`
  .trim()
  .split(/\s+/)

const media: readonly [string, ...string[]] = [
  'application/x-www-form-urlencoded',
  'application/x-www-form-urlencoded; charset=utf-16',
  'application/json',
  'application/jwt',
  'multipart/form-data; boundary=x',
  'text/plain',
  '',
]

const methods = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS'] as const

const jwt = tuple(
  record(
    { alg: constantFrom('none', 'HS256', 'RS256', 'ES256', 'PS999', ''), kid: string(), crit: anything() },
    { requiredKeys: [] },
  ),
  dictionary(constantFrom('iss', 'sub', 'aud', 'exp', 'iat', 'nbf', 'jti', 'htm', 'htu', 'ath'), jsonValue()),
  string(),
).map(([header, claims, signature]) => [header, claims].map(part).concat(part(signature)).join('.'))

function part(value: unknown): string {
  return Buffer.from(JSON.stringify(value) ?? '').toString('base64url')
}

// Control characters would be refused by the client that sends them, long before the server.
function header(text: string): string {
  return text.replaceAll(/[^\x20-\x7E]/g, '?')
}

/** Requests of every kind that a careless or hostile client sends to the endpoints of an authorization server. */
export function oddRequests({ paths, values }: Vocabulary): Arbitrary<OddRequest> {
  const value = oneof(
    { weight: 6, arbitrary: constantFrom(...values) },
    { weight: 2, arbitrary: string({ unit: 'binary', maxLength: 60 }) },
    { weight: 2, arbitrary: jwt },
    { weight: 1, arbitrary: jsonValue().map((json) => JSON.stringify(json)) },
    {
      weight: 1,
      arbitrary: constantFrom(
        '',
        ' ',
        '%00',
        '%',
        '%zz',
        '../..',
        'a'.repeat(5000),
        '__proto__',
        '-1',
        '1e999',
        'null',
      ),
    },
  )
  const pair = tuple(oneof({ weight: 12, arbitrary: constantFrom(...names) }, string({ maxLength: 12 })), value)
  const form = array(pair, { maxLength: 9 }).map((pairs) => new URLSearchParams(pairs).toString())
  const torn = tuple(form, nat(80)).map(([text, at]) => `${text.slice(0, at)}%${text.slice(at)}`)
  const object = dictionary(
    constantFrom(...names, '__proto__', 'redirect_uris', 'jwks', 'tenant'),
    oneof(value, jsonValue()),
  )
  const body = oneof(
    { weight: 6, arbitrary: form },
    { weight: 1, arbitrary: torn },
    { weight: 2, arbitrary: object.map((json) => JSON.stringify(json)) },
    { weight: 1, arbitrary: string({ unit: 'binary', maxLength: 300 }) },
  )
  const query = oneof(
    { weight: 2, arbitrary: constant('') },
    { weight: 3, arbitrary: form },
    { weight: 1, arbitrary: torn },
  )
  const suffix = oneof(
    { weight: 8, arbitrary: constant('') },
    constantFrom('/', '//', '/x', '/%2e%2e', '/%00', ';a=b', '/'.repeat(200)),
  )
  const authorization = oneof(
    tuple(value, value).map((both) => `Basic ${Buffer.from(both.join(':')).toString('base64')}`),
    value.map((token) => `Bearer ${token}`),
    value.map((token) => `DPoP ${token}`),
    value,
  )
  const headers = record(
    {
      authorization: authorization.map(header),
      'content-type': oneof({ weight: 4, arbitrary: constant(media[0]) }, constantFrom(...media)),
      cookie: dictionary(constantFrom('session', 'login', 'resume'), value).map((jar) =>
        header(
          Object.entries(jar)
            .map((each) => each.join('='))
            .join('; '),
        ),
      ),
      accept: constantFrom('text/html', '*/*', 'application/json', 'x'),
      dpop: jwt,
      origin: constantFrom('null', 'https://evil.example', 'https://app.example', '%'),
      'x-forwarded-proto': constantFrom('https', 'ftp', ''),
      'x-forwarded-host': value.map(header),
    },
    { requiredKeys: [] },
  )
  return record({
    method: oneof(
      { weight: 5, arbitrary: constant('POST') },
      { weight: 3, arbitrary: constant('GET') },
      constantFrom(...methods),
    ),
    path: tuple(constantFrom(...paths), suffix, query).map(([path, end, text]) => `${path}${end}${text && `?${text}`}`),
    headers,
    body: option(body, { nil: undefined, freq: 4 }),
  })
}
