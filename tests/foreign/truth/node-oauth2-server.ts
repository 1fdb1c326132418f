import type { Truth } from '../laws.ts'

/** Codes, the token endpoint and PKCE, seen at @node-oauth/oauth2-server 5.3. */
export const grants: Readonly<Record<string, Truth>> = {
  'code.exchange-succeeds': [
    'HOLDS',
    'a code gives a token that works at the resource',
    { redeemed: '200 token', resource: 200 },
  ],
  'code.single-use': [
    'HOLDS',
    'the second redemption gets invalid_grant',
    { first: '200 token', second: '400 invalid_grant' },
  ],
  'code.reuse-revokes-refresh-token': [
    'WARNS',
    'the refresh token outlives the reuse of its code',
    { reuse: '400 invalid_grant', refreshed: '200 token' },
  ],
  'code.race-single-winner': [
    'HOLDS',
    'one of ten simultaneous redemptions wins',
    {
      first: { answers: { '200 token': 1, '400 invalid_grant': 9 }, usableRefreshTokens: 1 },
      second: { answers: { '200 token': 1, '400 invalid_grant': 9 }, usableRefreshTokens: 1 },
      third: { answers: { '200 token': 1, '400 invalid_grant': 9 }, usableRefreshTokens: 1 },
    },
  ],
  'code.bound-to-client': ['HOLDS', 'another client gets invalid_grant', { second: '400 invalid_grant' }],
  'code.bound-to-public-client': ['HOLDS', 'another public client gets invalid_grant', { other: '400 invalid_grant' }],
  'code.public-client-must-send-client-id': [
    'HOLDS',
    'without client_id the answer is invalid_client',
    { nameless: '400 invalid_client' },
  ],
  'code.redirect-uri-mismatch': [
    'WARNS',
    'refuses, but with invalid_request in place of invalid_grant',
    { withQuery: '400 invalid_request', unrelated: '400 invalid_request' },
  ],
  'code.redirect-uri-missing': ['HOLDS', 'refuses with invalid_request', { missing: '400 invalid_request' }],
  'code.unknown': ['HOLDS', 'refuses with invalid_grant', { unknown: '400 invalid_grant' }],
  'code.tampered': [
    'HOLDS',
    'refuses every variant with invalid_grant',
    {
      first: '400 invalid_grant',
      middle: '400 invalid_grant',
      last: '400 invalid_grant',
      shortened: '400 invalid_grant',
      appended: '400 invalid_grant',
      swappedCase: '400 invalid_grant',
      space: '400 invalid_grant',
    },
  ],
  'code.missing': [
    'HOLDS',
    'refuses with invalid_request',
    { absent: '400 invalid_request', empty: '400 invalid_request' },
  ],
  'code.client-authentication-first': [
    'HOLDS',
    'refuses without the secret, also beside a right code_verifier',
    {
      idOnly: '400 invalid_client',
      wrongSecret: '401 invalid_client',
      correct: '200 token',
      idAndVerifier: '400 invalid_client',
    },
  ],
  'token.get-refused': ['HOLDS', 'GET is answered 404 in HTML', { get: 404, token: false }],
  'token.success-is-json': [
    'HOLDS',
    'answers 200 with one JSON object',
    { status: 200, mediaType: 'application/json', object: true },
  ],
  'token.access-token-present': [
    'HOLDS',
    'every grant answers with a printable access_token',
    { client_credentials: true, authorization_code: true, refresh_token: true, password: true },
  ],
  'token.token-type-present': [
    'HOLDS',
    'every grant answers Bearer',
    { client_credentials: 'Bearer', authorization_code: 'Bearer', refresh_token: 'Bearer', password: 'Bearer' },
  ],
  'token.expires-in-number': [
    'HOLDS',
    'every grant answers a whole number',
    { client_credentials: true, authorization_code: true, refresh_token: true, password: true },
  ],
  'token.cache-control-no-store': [
    'HOLDS',
    'every grant answers no-store',
    { client_credentials: 'no-store', authorization_code: 'no-store', refresh_token: 'no-store', password: 'no-store' },
  ],
  'token.error-status-400': [
    'HOLDS',
    'answers 400, and 401 for failed HTTP Basic',
    {
      noGrantType: '400 invalid_request',
      unknownGrantType: '400 unsupported_grant_type',
      unknownCode: '400 invalid_grant',
      unknownRefreshToken: '400 invalid_grant',
      unknownClient: '401 invalid_client',
    },
  ],
  'token.error-is-json': [
    'HOLDS',
    'every error is JSON',
    {
      noGrantType: 'application/json',
      unknownGrantType: 'application/json',
      unknownCode: 'application/json',
      unknownRefreshToken: 'application/json',
      unknownClient: 'application/json',
    },
  ],
  'token.grant-type-missing': [
    'HOLDS',
    'refuses with invalid_request',
    { absent: '400 invalid_request', empty: '400 invalid_request' },
  ],
  'token.grant-type-unknown': [
    'HOLDS',
    'refuses with unsupported_grant_type',
    { word: '400 unsupported_grant_type', uri: '400 unsupported_grant_type' },
  ],
  'token.grant-restricted-per-client': [
    'HOLDS',
    'refuses with unauthorized_client',
    { clientCredentialsByWeb: '400 unauthorized_client', passwordByService: '400 unauthorized_client' },
  ],
  'token.unknown-parameter-ignored': ['HOLDS', 'answers as without them', { plain: '200 token', more: '200 token' }],
  'token.duplicate-parameter-refused': [
    'WARNS',
    'refuses all, but scope with invalid_scope, code and refresh_token with invalid_grant',
    {
      grant_type: 'equal: 400 invalid_request, different: 400 invalid_request',
      scope: 'equal: 400 invalid_scope, different: 400 invalid_scope',
      client_id: 'equal: 400 invalid_client, different: 400 invalid_client',
      client_secret: 'equal: 400 invalid_client, different: 400 invalid_client',
      code: 'equal: 400 invalid_grant, different: 400 invalid_grant',
      redirect_uri: 'equal: 400 invalid_request, different: 400 invalid_request',
      code_verifier: 'equal: 400 invalid_request, different: 400 invalid_request',
      refresh_token: 'equal: 400 invalid_grant, different: 400 invalid_grant',
    },
  ],
  'pkce.s256-works': ['HOLDS', 'redeems both codes', { appendixB: '200 token', random: '200 token' }],
  'pkce.wrong-verifier': ['HOLDS', 'refuses with invalid_grant', { reversed: '400 invalid_grant' }],
  'pkce.missing-verifier': ['HOLDS', 'refuses with invalid_grant', { missing: '400 invalid_grant' }],
  'pkce.challenge-as-verifier': [
    'HOLDS',
    'refuses with invalid_grant',
    { challenge: '400 invalid_grant', withPlain: '400 invalid_grant' },
  ],
  'pkce.downgrade-detected': [
    'HOLDS',
    'refuses with invalid_grant',
    { public: '400 invalid_grant', confidential: '400 invalid_grant' },
  ],
  'pkce.required-for-public-clients': [
    'WARNS',
    'a public client without a challenge gets a code and a token',
    { redeemedWithout: '200 token' },
  ],
  'pkce.unknown-method': [
    'HOLDS',
    'redirects with invalid_request',
    { S512: 'redirect with invalid_request, state xyz', madeUp: 'redirect with invalid_request, state xyz' },
  ],
  'pkce.bound-to-code': [
    'HOLDS',
    'the crossed pair gets invalid_grant',
    { crossed: '400 invalid_grant', straight: '200 token' },
  ],
}
