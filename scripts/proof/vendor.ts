import { defaultClients, defaultUsers } from '../../mock-server/defaults.ts'
import type { SetUp } from './set-ups.ts'

const callback = 'https://portal.example/callback'

/** The password of `lena` is for guessing. */
const users = [
  ...defaultUsers(),
  { username: 'zoë-€-😀', password: 'pässwörd-€-😀' },
  { username: 'lena', password: 'lena-password' },
]

/** A vendor's API as it grew: password and implicit beside the code flow, JWT access tokens, no rotation, PKCE as you like. */
export const vendor = {
  narrow: true,
  tenant: {
    accessTokens: 'jwt',
    rotation: false,
    pkce: 'optional',
    clients: [
      ...defaultClients(),
      {
        client_id: 'legacy',
        client_name: 'Legacy integration',
        client_secret: 'legacy-secret-0123456789-abcdefghijklmno',
        token_endpoint_auth_method: 'client_secret_basic',
        grant_types: ['password', 'client_credentials', 'refresh_token'],
        redirect_uris: [],
      },
      {
        client_id: 'portal',
        client_name: 'Customer portal',
        token_endpoint_auth_method: 'none',
        grant_types: ['implicit'],
        response_types: ['token'],
        redirect_uris: [callback],
      },
    ],
    users,
  },
  target: {
    capabilities: { add: ['intrusive'] },
    users: Object.fromEntries(
      users.map(({ username, password }) => [username, { username, password, may_be_locked: username === 'lena' }]),
    ),
  },
  proves: [
    'password.works',
    'password.wrong-password-refused',
    'password.wrong-password-code',
    'password.no-user-enumeration',
    'password.missing-parameter',
    'password.client-authentication-required',
    'password.unicode',
    'password.brute-force-protection',
    'implicit.token-in-fragment',
    'implicit.response-parameters',
    'implicit.scope-reported',
    'implicit.no-refresh-token',
    'implicit.error-in-fragment',
    'implicit.redirect-uri-checked',
    'implicit.query-mode-refused',
  ],
  explained: {
    'password.disabled': 'here the grant is part of the API, which is a warning',
    'implicit.disabled': 'here the grant is part of the API, which is a warning',
    'pkce.required-for-public-clients': 'here PKCE is left to the client, which is what it warns of',
    'pkce.required-for-confidential-clients': 'here PKCE is left to the client, which is what it warns of',
    'client-auth.brute-force-protection': 'there is no limit for wrong client secrets here, which long secrets excuse',
    'refresh.rotated-or-bound-for-public-clients':
      'here no refresh token is replaced, those of public clients included',
  },
} as const satisfies SetUp
