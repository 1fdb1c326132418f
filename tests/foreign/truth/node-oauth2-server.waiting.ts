import type { Truth } from '../laws.ts'

/** What shows only when time has passed, seen at @node-oauth/oauth2-server 5.3. */
export const waiting: Readonly<Record<string, Truth>> = {
  'code.single-use-later': [
    'HOLDS',
    'half a minute later the used code still gets invalid_grant',
    { first: '200 token', later: '400 invalid_grant' },
  ],
  'code.reuse-revokes-access-token': [
    'WARNS',
    'the access token outlives the reuse of its code',
    { before: 200, reuse: '400 invalid_grant', after: 200, tenSecondsAfter: 200 },
  ],
  'refresh.rotated-token-refused': [
    'HOLDS',
    'the replaced refresh token gets invalid_grant',
    { public: '400 invalid_grant', confidential: '400 invalid_grant' },
  ],
  'expiry.code': ['HOLDS', 'the expired code gets invalid_grant', { late: '400 invalid_grant' }],
  'expiry.access-token': ['HOLDS', 'the resource answers 401', { before: 200, after: 401 }],
  'expiry.access-token-error': [
    'HOLDS',
    'the challenge says invalid_token',
    { after: '401 invalid_token', challenge: 'Bearer realm="Service",error="invalid_token"' },
  ],
  'expiry.refresh-token': ['HOLDS', 'the expired refresh token gets invalid_grant', { late: '400 invalid_grant' }],
}

/** What changes when the model compares a secret only if one was sent. */
export const whenSent: Readonly<Record<string, Truth>> = {
  'code.client-authentication-first': [
    'DEVIATES',
    'client_id alone redeems the code, with and without a code_verifier',
    {
      idOnly: '200 token',
      wrongSecret: '401 invalid_client',
      correct: '400 invalid_grant',
      idAndVerifier: '200 token',
    },
  ],
  'client-auth.required-for-confidential': [
    'DEVIATES',
    'client_id alone gets a token by authorization_code and refresh_token',
    {
      client_credentials: 'id only: 400 invalid_client, nobody: 400 invalid_client',
      authorization_code: 'id only: 200 token, nobody: 400 invalid_client',
      refresh_token: 'id only: 200 token, nobody: 400 invalid_client',
      password: 'id only: 400 invalid_client, nobody: 400 invalid_client',
    },
  ],
  'refresh.client-authentication-required': [
    'DEVIATES',
    'client_id alone gets a token',
    {
      idOnly: '200 token',
      nobody: '400 invalid_client',
      wrongSecret: '401 invalid_client',
      correct: '400 invalid_grant',
    },
  ],
}
