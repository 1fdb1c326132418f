import type { Truth } from '../laws.ts'

/** What shows only when time has passed, seen at oauth2-mock-server 8.2. */
export const waiting: Readonly<Record<string, Truth>> = {
  'code.single-use-later': [
    'DEVIATES',
    'half a minute later the used code gives a token',
    { first: '200 token', later: '200 token' },
  ],
  'code.reuse-revokes-access-token': [
    'WARNS',
    'nothing is revoked',
    { before: 200, reuse: '200 token', after: 200, tenSecondsAfter: 200 },
  ],
  'refresh.rotated-token-refused': [
    'DEVIATES',
    'the replaced refresh token works, also after 65 seconds',
    {
      public: 'soon: 200 token, after 65 seconds: 200 token',
      confidential: 'soon: 200 token, after 65 seconds: 200 token',
    },
  ],
  'expiry.code': ['DEVIATES', 'an hour later the code gives a token', { late: '200 token' }],
  'expiry.access-token': ['DEVIATES', 'userinfo answers 200 long after the end', { before: 200, after: 200 }],
  'expiry.access-token-error': [
    'WARNS',
    'userinfo answers 200 long after the end',
    { after: '200 application/json', challenge: null },
  ],
}
