import type { Truth } from '../laws.ts'

/** Codes, the token endpoint and PKCE, seen at oauth2-mock-server 8.2. */
export const grants: Readonly<Record<string, Truth>> = {
  'code.exchange-succeeds': [
    'HOLDS',
    'a code gives a token that works at userinfo',
    { redeemed: '200 token', resource: 200 },
  ],
  'code.single-use': ['DEVIATES', 'the second redemption gives a token', { first: '200 token', second: '200 token' }],
  'code.reuse-revokes-refresh-token': ['WARNS', 'nothing is revoked', { reuse: '200 token', refreshed: '200 token' }],
  'code.race-single-winner': [
    'DEVIATES',
    'ten of ten simultaneous redemptions win, each with a refresh token of its own',
    {
      first: { answers: { '200 token': 10 }, usableRefreshTokens: 10 },
      second: { answers: { '200 token': 10 }, usableRefreshTokens: 10 },
      third: { answers: { '200 token': 10 }, usableRefreshTokens: 10 },
    },
  ],
  'code.bound-to-client': ['DEVIATES', 'another client gets a token', { second: '200 token' }],
  'code.bound-to-public-client': ['DEVIATES', 'another public client gets a token', { other: '200 token' }],
  'code.public-client-must-send-client-id': ['DEVIATES', 'gives a token without client_id', { nameless: '200 token' }],
  'code.redirect-uri-mismatch': [
    'DEVIATES',
    'gives a token for any redirect_uri',
    { withQuery: '200 token', unrelated: '200 token' },
  ],
  'code.redirect-uri-missing': ['DEVIATES', 'gives a token without redirect_uri', { missing: '200 token' }],
  'code.unknown': ['DEVIATES', 'gives a token for a code it never issued', { unknown: '200 token' }],
  'code.tampered': [
    'DEVIATES',
    'gives a token for every variant',
    {
      first: '200 token',
      middle: '200 token',
      last: '200 token',
      shortened: '200 token',
      appended: '200 token',
      swappedCase: '200 token',
      space: '200 token',
    },
  ],
  'code.missing': ['DEVIATES', 'gives a token without a code', { absent: '200 token', empty: '200 token' }],
  'code.client-authentication-first': [
    'DEVIATES',
    'gives a token without the secret and with a wrong one',
    { idOnly: '200 token', wrongSecret: '200 token', correct: '200 token', idAndVerifier: '200 token' },
  ],
  'token.get-refused': ['HOLDS', 'GET is answered 404 without a body', { get: 404, token: false }],
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
    'the two errors it knows are 400, the rest of the provocations give a token',
    {
      noGrantType: '400 invalid_request',
      unknownGrantType: '400 invalid_grant',
      unknownCode: '200 token',
      unknownRefreshToken: '200 token',
      unknownClient: '200 token',
    },
  ],
  'token.error-is-json': [
    'HOLDS',
    'the two errors it knows are JSON',
    {
      noGrantType: 'application/json',
      unknownGrantType: 'application/json',
      unknownCode: 'application/json',
      unknownRefreshToken: 'application/json',
      unknownClient: 'application/json',
    },
  ],
  'token.grant-type-missing': [
    'DEVIATES',
    'an empty grant_type gets invalid_grant',
    { absent: '400 invalid_request', empty: '400 invalid_grant' },
  ],
  'token.grant-type-unknown': [
    'DEVIATES',
    'refuses with invalid_grant in place of unsupported_grant_type',
    { word: '400 invalid_grant', uri: '400 invalid_grant' },
  ],
  'token.unknown-parameter-ignored': ['HOLDS', 'answers as without them', { plain: '200 token', more: '200 token' }],
  'token.duplicate-parameter-refused': [
    'DEVIATES',
    'gives a token when client_id, client_secret, redirect_uri or refresh_token repeat',
    {
      grant_type: 'equal: 400 invalid_request, different: 400 invalid_request',
      scope: 'equal: 400 invalid_request, different: 400 invalid_request',
      client_id: 'equal: 200 token, different: 200 token',
      client_secret: 'equal: 200 token, different: 200 token',
      code: 'equal: 400 invalid_request, different: 400 invalid_request',
      redirect_uri: 'equal: 200 token, different: 200 token',
      code_verifier: 'equal: 400 invalid_request, different: 400 invalid_request',
      refresh_token: 'equal: 200 token, different: 200 token',
    },
  ],
  'pkce.s256-works': ['HOLDS', 'redeems both codes', { appendixB: '200 token', random: '200 token' }],
  'pkce.wrong-verifier': [
    'WARNS',
    'refuses, but with invalid_request in place of invalid_grant',
    { reversed: '400 invalid_request' },
  ],
  'pkce.missing-verifier': ['DEVIATES', 'gives a token without the verifier', { missing: '200 token' }],
  'pkce.challenge-as-verifier': [
    'WARNS',
    'refuses, but with invalid_request in place of invalid_grant',
    { challenge: '400 invalid_request', withPlain: '400 invalid_request' },
  ],
  'pkce.downgrade-detected': [
    'HOLDS',
    'refuses with invalid_request',
    { public: '400 invalid_request', confidential: '400 invalid_request' },
  ],
  'pkce.required-for-public-clients': [
    'WARNS',
    'a public client without a challenge gets a code and a token',
    { redeemedWithout: '200 token' },
  ],
  'pkce.unknown-method': [
    'HOLDS',
    'answers with an error page',
    { S512: 'page 400 invalid_request', madeUp: 'page 400 invalid_request' },
  ],
  'pkce.bound-to-code': [
    'WARNS',
    'the crossed pair is refused, but with invalid_request in place of invalid_grant',
    { crossed: '400 invalid_request', straight: '200 token' },
  ],
}
