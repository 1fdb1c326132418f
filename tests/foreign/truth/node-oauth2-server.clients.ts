import type { Truth } from '../laws.ts'

/** Client authentication, refresh tokens and client credentials, seen at @node-oauth/oauth2-server 5.3. */
export const clients: Readonly<Record<string, Truth>> = {
  'client-auth.basic-supported': ['HOLDS', 'gives a token', { basic: '200 token' }],
  'client-auth.post-supported': ['HOLDS', 'gives a token', { body: '200 token' }],
  'client-auth.wrong-secret-refused': [
    'HOLDS',
    'refuses by both methods',
    { basic: '401 invalid_client', body: '400 invalid_client' },
  ],
  'client-auth.invalid-client-code': [
    'HOLDS',
    'names invalid_client by both methods',
    { basic: '401 invalid_client', body: '400 invalid_client' },
  ],
  'client-auth.basic-failure-is-401': ['HOLDS', 'answers 401', { status: 401 }],
  'client-auth.basic-challenge': [
    'HOLDS',
    'answers a Basic challenge with a realm',
    { challenge: 'Basic realm="Service"' },
  ],
  'client-auth.unknown-client': [
    'HOLDS',
    'names invalid_client by both methods',
    { body: '400 invalid_client', basic: '401 invalid_client' },
  ],
  'client-auth.required-for-confidential': [
    'HOLDS',
    'refuses every grant with invalid_client',
    {
      client_credentials: 'id only: 400 invalid_client, nobody: 400 invalid_client',
      authorization_code: 'id only: 400 invalid_client, nobody: 400 invalid_client',
      refresh_token: 'id only: 400 invalid_client, nobody: 400 invalid_client',
      password: 'id only: 400 invalid_client, nobody: 400 invalid_client',
    },
  ],
  'client-auth.empty-secret-refused': [
    'HOLDS',
    'refuses, with invalid_request for an empty password in HTTP Basic',
    { body: '400 invalid_client', basic: '400 invalid_request' },
  ],
  'client-auth.query-credentials-refused': ['HOLDS', 'does not read the query', { query: '400 invalid_client' }],
  'client-auth.multiple-methods-refused': [
    'DEVIATES',
    'HTTP Basic wins and a wrong secret in the body goes unnoticed',
    { bothRight: '200 token', basicWrong: '401 invalid_client', bodyWrong: '200 token' },
  ],
  'client-auth.client-id-mismatch-refused': [
    'WARNS',
    'HTTP Basic wins and the other client_id goes unnoticed',
    { mismatch: '200 token' },
  ],
  'client-auth.secret-of-other-client': [
    'HOLDS',
    'refuses with invalid_client',
    { basic: '401 invalid_client', body: '400 invalid_client' },
  ],
  'client-auth.secret-compared-in-full': [
    'HOLDS',
    'refuses every variant, with invalid_request for a line feed in the body',
    {
      shortened: 'basic: 401 invalid_client, body: 400 invalid_client',
      appended: 'basic: 401 invalid_client, body: 400 invalid_client',
      space: 'basic: 401 invalid_client, body: 400 invalid_client',
      lineFeed: 'basic: 400 invalid_client, body: 400 invalid_request',
      swappedCase: 'basic: 401 invalid_client, body: 400 invalid_client',
      firstEight: 'basic: 401 invalid_client, body: 400 invalid_client',
    },
  ],
  'client-auth.malformed-authorization': [
    'WARNS',
    'refuses in JSON, but a header that cannot be read gets invalid_client with 400 in place of 401',
    {
      noCredentials: '400 invalid_client',
      notBase64: '400 invalid_client',
      noColon: '400 invalid_client',
      severalColons: '401 invalid_client',
      notUtf8: '400 invalid_request',
      encodedNul: '400 invalid_request',
      rawBytes: '400 invalid_client',
      rawNul: '400 empty',
      eightKibibytes: '400 invalid_client',
      unknownScheme: '400 invalid_client',
      bearer: '400 invalid_client',
    },
  ],
  'refresh.works': ['HOLDS', 'gives a token that works at the resource', { refreshed: '200 token', resource: 200 }],
  'refresh.bound-to-client': ['HOLDS', 'another client gets invalid_grant', { second: '400 invalid_grant' }],
  'refresh.client-authentication-required': [
    'HOLDS',
    'refuses, and the refresh token survives',
    {
      idOnly: '400 invalid_client',
      nobody: '400 invalid_client',
      wrongSecret: '401 invalid_client',
      correct: '200 token',
    },
  ],
  'refresh.scope-cannot-widen': [
    'HOLDS',
    'refuses with invalid_scope',
    { plain: '200 token for read', wider: '400 invalid_scope' },
  ],
  'refresh.scope-defaults-to-original': ['HOLDS', 'keeps both scopes', { refreshed: '200 token for read write' }],
  'refresh.rotated-or-bound-for-public-clients': [
    'HOLDS',
    'replaces the refresh token',
    { refreshed: '200 token', replaced: true },
  ],
  'refresh.reuse-revokes-family': [
    'DEVIATES',
    'the newest refresh token outlives the reuse of the oldest',
    { public: 'one: 400 invalid_grant, three: 200 token', confidential: 'one: 400 invalid_grant, three: 200 token' },
  ],
  'refresh.race-single-winner': [
    'HOLDS',
    'one of five simultaneous refreshes wins',
    {
      answers: ['200 token', '400 invalid_grant', '400 invalid_grant', '400 invalid_grant', '400 invalid_grant'],
      usableBranches: 1,
    },
  ],
  'refresh.unknown': ['HOLDS', 'refuses with invalid_grant', { unknown: '400 invalid_grant' }],
  'refresh.tampered': [
    'HOLDS',
    'refuses every variant with invalid_grant, and the real one still works',
    {
      start: '400 invalid_grant',
      middle: '400 invalid_grant',
      end: '400 invalid_grant',
      shortened: '400 invalid_grant',
      appended: '400 invalid_grant',
      swappedCase: '400 invalid_grant',
      real: '200 token',
    },
  ],
  'refresh.not-an-access-token': ['HOLDS', 'the resource answers 401', { resource: 401 }],
  'client-credentials.works': ['HOLDS', 'gives a token', { answer: '200 token', token_type: 'Bearer' }],
  'client-credentials.authentication-required': [
    'WARNS',
    'refuses, but an empty password in HTTP Basic with invalid_request in place of invalid_client',
    {
      idOnly: '400 invalid_client',
      emptyInBody: '400 invalid_client',
      emptyInBasic: '400 invalid_request',
      wrongSecret: '401 invalid_client',
    },
  ],
  'client-credentials.public-client-refused': [
    'HOLDS',
    'refuses with invalid_client',
    { codeFlow: '200 token', clientCredentials: '400 invalid_client' },
  ],
  'client-credentials.no-refresh-token': ['HOLDS', 'answers without one', { refreshToken: false }],
  'client-credentials.scope-limited-to-client': [
    'HOLDS',
    'refuses with invalid_scope',
    { alone: '400 invalid_scope', besideAllowed: '400 invalid_scope' },
  ],
}
