import type { Dialect } from './dialect.ts'

const method = 'https://docs.slack.dev/reference/methods/oauth.v2.access'

/** Apps of Slack, OAuth v2. */
export const slack: Dialect = {
  name: 'slack',
  title: 'Slack (OAuth v2)',
  about:
    'Every answer of the token endpoint has status 200 and says ok. Left out: a redemption without grant_type, user_scope, authed_user, commas between scopes, and invalid_client_id, which is bad_client_secret here.',
  quirks: [
    {
      what: 'The endpoints are /oauth/v2/authorize and /api/oauth.v2.access; no metadata is published for them.',
      source: 'https://docs.slack.dev/authentication/installing-with-oauth',
    },
    { what: 'A success says ok true, and names the app and the team.', source: `${method}, Example responses` },
    {
      what: 'A refusal is 200 with ok false and an error of its own, such as invalid_code or bad_client_secret.',
      source: `${method}, Errors`,
    },
    {
      what: 'Tokens of a bot begin with xoxb- and do not expire unless rotation is switched on.',
      source: 'https://docs.slack.dev/authentication/tokens',
    },
    { what: 'redirect_uri may be left out of a redemption.', source: `${method}, Arguments` },
  ],
  options: {
    clients: [
      {
        client_id: '2141029472.691202649728',
        client_name: 'Slack app',
        client_secret: '0123456789abcdef0123456789abcdef',
        token_endpoint_auth_method: 'client_secret_post',
        grant_types: ['authorization_code'],
        redirect_uris: ['https://app.example/callback', 'http://localhost:3000/callback'],
      },
    ],
    scopes: ['chat:write', 'users:read'],
    defaultScope: 'chat:write',
    resource: { read: 'users:read', write: 'chat:write' },
    tokenForms: { access_token: 'xoxb-*' },
    redirectUriAtToken: 'optional',
    lifetimes: { access_token: 3650 * 86_400, grant: 3650 * 86_400, code: 600 },
    paths: { authorization: '/oauth/v2/authorize', token: '/api/oauth.v2.access', revocation: '/api/auth.revoke' },
    discovery: false,
    shapes: [
      ...Object.entries({
        invalid_client: 'bad_client_secret',
        invalid_grant: 'invalid_code',
        unsupported_grant_type: 'invalid_grant_type',
      }).map(([error, code]) => ({
        endpoint: 'token',
        error,
        status: 200,
        members: { ok: false, error: code, error_description: null },
        headers: { 'www-authenticate': null },
      })),
      { endpoint: 'token', error: '*', status: 200, members: { ok: false, error_description: null } },
      {
        endpoint: 'token',
        members: {
          ok: true,
          token_type: 'bot',
          app_id: 'A0KRD7HC3',
          team: { name: 'Assay', id: 'T9TK3CUKW' },
          expires_in: null,
        },
      },
    ],
  },
}
