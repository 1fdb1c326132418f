import type { Dialect } from './dialect.ts'

const docs = 'https://developers.google.com/identity'
const calendar = 'https://www.googleapis.com/auth/calendar.readonly'

/** Google's OAuth 2.0 for web servers. */
export const google: Dialect = {
  name: 'google',
  title: 'Google',
  about:
    'The paths of the three hosts of Google at one. Left out: access_type=offline and prompt=consent as conditions of a refresh token (a client with the refresh_token grant gets one), the dot in ya29., include_granted_scopes, and service accounts.',
  quirks: [
    {
      what: 'The endpoints are /o/oauth2/v2/auth, /token, /revoke and /v1/userinfo, the keys at /oauth2/v3/certs.',
      source: 'https://accounts.google.com/.well-known/openid-configuration',
    },
    { what: 'Scopes of APIs are addresses.', source: `${docs}/protocols/oauth2/scopes` },
    {
      what: 'Codes begin with 4/ and refresh tokens with 1//.',
      source: `${docs}/protocols/oauth2/web-server, samples`,
    },
    {
      what: 'A refresh answers without a refresh token: the old one stays.',
      source: `${docs}/protocols/oauth2/web-server, Refreshing an access token`,
    },
    {
      what: 'Access tokens are opaque and live about an hour.',
      source: `${docs}/protocols/oauth2, Refresh token expiration and Token size`,
    },
    {
      what: 'ID Tokens carry the claims of the scopes.',
      source: `${docs}/openid-connect/openid-connect, An ID token's payload`,
    },
  ],
  options: {
    clients: [
      {
        client_id: '424911365001.apps.googleusercontent.com',
        client_name: 'Web application',
        client_secret: 'GOCSPX-0123456789-abcdefghijklmnopqrstuvwx',
        token_endpoint_auth_method: 'client_secret_post',
        grant_types: ['authorization_code', 'refresh_token'],
        redirect_uris: ['https://app.example/callback', 'http://localhost:3000/callback'],
      },
    ],
    scopes: ['openid', 'profile', 'email', calendar],
    defaultScope: calendar,
    resource: { read: calendar, write: calendar },
    tokenForms: { code: '4/*', refresh_token: '1//*' },
    idTokenClaims: 'always',
    rotation: false,
    lifetimes: { access_token: 3599, id_token: 3599, refresh_token: 180 * 86_400 },
    paths: {
      authorization: '/o/oauth2/v2/auth',
      userinfo: '/v1/userinfo',
      jwks: '/oauth2/v3/certs',
      device_authorization: '/device/code',
    },
    shapes: [{ endpoint: 'token', grant: 'refresh_token', members: { refresh_token: null } }],
  },
}
