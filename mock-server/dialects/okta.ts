import type { Dialect } from './dialect.ts'

const docs = 'https://developer.okta.com/docs'

/** A custom authorization server of Okta. */
export const okta: Dialect = {
  name: 'okta',
  title: 'Okta (custom authorization server)',
  about:
    'The paths below an authorization server, so that an issuer such as http://localhost:4000/oauth2/default looks most like it. Left out: scp as a list of scopes, the JWT header without typ, and errorCode and errorSummary of the endpoints that are not of OAuth.',
  quirks: [
    {
      what: 'The endpoints are /v1/authorize, /v1/token, /v1/introspect, /v1/revoke, /v1/userinfo and /v1/logout, the keys at /v1/keys.',
      source: `${docs}/api/openapi/okta-oauth/guides/overview, custom authorization server`,
    },
    {
      what: 'Access tokens are JWTs with ver 1, cid and, of a user, uid.',
      source: `${docs}/api/openapi/okta-oauth/guides/overview, Access token`,
    },
    {
      what: 'An access token lives 3600 seconds unless a policy says otherwise.',
      source: `${docs}/guides/configure-access-policy`,
    },
    {
      what: 'A client that asks for no scope is refused where no scope is the default one; here read is.',
      source: `${docs}/guides/implement-grant-type/clientcreds`,
    },
    {
      what: 'Refresh tokens are replaced for public clients only, unless rotation is switched on.',
      source: `${docs}/guides/refresh-tokens`,
    },
  ],
  options: {
    accessTokens: 'jwt',
    claims: [{ access_token: { ver: 1, cid: '{{client.client_id}}', uid: '{{user.username}}' } }],
    rotation: 'public-only',
    lifetimes: { access_token: 3600, client_credentials: 3600, id_token: 3600 },
    paths: {
      authorization: '/v1/authorize',
      token: '/v1/token',
      introspection: '/v1/introspect',
      revocation: '/v1/revoke',
      userinfo: '/v1/userinfo',
      end_session: '/v1/logout',
      registration: '/v1/clients',
      device_authorization: '/v1/device/authorize',
      jwks: '/v1/keys',
    },
  },
}
