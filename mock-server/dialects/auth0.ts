import type { Dialect } from './dialect.ts'

const docs = 'https://auth0.com/docs'

/** A tenant of Auth0 as it is set up at first. */
export const auth0: Dialect = {
  name: 'auth0',
  title: 'Auth0',
  about:
    'JSON and form bodies, audiences, JWT access tokens, and the error codes and statuses of the hosted service. Left out: opaque tokens where no audience is named, offline_access as a condition of refresh tokens (a client with the refresh_token grant gets one), organizations, and the password realm grant.',
  quirks: [
    {
      what: 'The endpoints are /authorize, /oauth/token, /oauth/revoke, /oidc/logout and /oauth/device/code, the keys at /.well-known/jwks.json.',
      source: `${docs}/get-started/applications/configure-applications-with-oidc-discovery`,
    },
    {
      what: 'Token requests may be JSON.',
      source: `${docs}/get-started/authentication-and-authorization-flow/client-credentials-flow/call-your-api-using-the-client-credentials-flow`,
    },
    {
      what: 'audience names the API; with openid the token is for userinfo as well.',
      source: `${docs}/secure/tokens/access-tokens/get-access-tokens`,
    },
    {
      what: 'Access tokens live 86400 seconds and their header says typ JWT.',
      source: `${docs}/secure/tokens/access-tokens/access-token-profiles`,
    },
    {
      what: 'The token of a client has the subject <client id>@clients, azp and gty client-credentials.',
      source: `${docs}/secure/tokens/access-tokens/access-token-profiles`,
    },
    {
      what: 'Refresh tokens are not replaced unless rotation is switched on.',
      source: `${docs}/secure/tokens/refresh-tokens/refresh-token-rotation`,
    },
    {
      what: 'A wrong secret is 401 with access_denied.',
      source: 'https://community.auth0.com, threads on "access_denied Unauthorized" of /oauth/token',
    },
    {
      what: 'An invalid code or refresh token is invalid_grant with 403.',
      source: 'https://community.auth0.com, threads on "invalid_grant" and status 403 of /oauth/token',
    },
  ],
  options: {
    clients: [
      {
        client_id: 'regular-web-app',
        client_name: 'Regular Web Application',
        client_secret: 'regular-web-app-secret-0123456789-abcdefgh',
        token_endpoint_auth_method: 'client_secret_post',
        grant_types: ['authorization_code', 'refresh_token'],
        redirect_uris: ['https://app.example/callback', 'http://localhost:3000/callback'],
      },
      {
        client_id: 'machine-to-machine',
        client_name: 'Machine to Machine Application',
        client_secret: 'machine-to-machine-secret-0123456789-abcde',
        token_endpoint_auth_method: 'client_secret_post',
        grant_types: ['client_credentials'],
        redirect_uris: [],
        scope: 'read:items write:items',
      },
    ],
    scopes: ['openid', 'profile', 'email', 'offline_access', 'read:items', 'write:items'],
    defaultScope: 'read:items write:items',
    audiences: ['https://api.example.com', 'https://other-api.example.com'],
    apis: [
      {
        path: '/api/items',
        read: 'read:items',
        write: 'write:items',
        audience: 'https://api.example.com',
        answer: { items: [] },
      },
    ],
    accessTokens: 'jwt',
    accessTokenType: 'JWT',
    tokenForms: { refresh_token: 'v1.*' },
    claims: [
      {
        when: { grant: 'client_credentials' },
        access_token: {
          sub: '{{client.client_id}}@clients',
          azp: '{{client.client_id}}',
          gty: 'client-credentials',
        },
      },
    ],
    rotation: false,
    lifetimes: { access_token: 86_400, client_credentials: 86_400, id_token: 36_000 },
    bodies: ['form', 'json'],
    paths: {
      token: '/oauth/token',
      revocation: '/oauth/revoke',
      end_session: '/oidc/logout',
      device_authorization: '/oauth/device/code',
      jwks: '/.well-known/jwks.json',
    },
    shapes: [
      {
        endpoint: 'token',
        error: 'invalid_client',
        status: 401,
        members: { error: 'access_denied', error_description: 'Unauthorized' },
      },
      { endpoint: 'token', error: 'invalid_grant', status: 403 },
    ],
  },
}
