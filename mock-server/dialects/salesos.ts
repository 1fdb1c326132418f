import type { Dialect } from './dialect.ts'

const scopes = [
  'leads:read',
  'leads:write',
  'deals:read',
  'deals:write',
  'users:read',
  'users:write',
  'reports:read',
  'webhooks:manage',
]
const audience = 'https://api.play2sell.com'
const source = (heading: string): string => `SalesOS API, page Authentication, ${heading}`

/** The SalesOS API, whose tokens come from a tenant of Auth0. */
export const salesos: Dialect = {
  name: 'salesos',
  title: 'SalesOS (hosted at Auth0)',
  about:
    'JSON token requests, an audience for each API, JWT access tokens of a day. The documentation shows no answer of an API: /v1/leads and the other resources answer an empty list. Paths beside /v1/leads, the second audience, the scope of the clients and who logs in are assumed.',
  quirks: [
    { what: 'Token requests are JSON; a form is taken as well.', source: source('Getting a Token, options 1 and 2') },
    {
      what: 'The endpoints are /authorize and /oauth/token, and metadata says so.',
      source: `${source('Getting a Token')}; https://auth0.com/docs/get-started/applications/configure-applications-with-oidc-discovery`,
    },
    {
      what: 'The public keys are at /.well-known/jwks.json.',
      source: 'https://auth0.com/docs/secure/tokens/json-web-tokens/json-web-key-sets',
    },
    {
      what: 'The parameter audience names the API a token is for, in the token request of client_credentials and in the authorization request.',
      source: source('options 1 and 2'),
    },
    {
      what: 'An unknown audience is refused with access_denied, 403 at the token endpoint.',
      source:
        'https://community.auth0.com, threads about "Service not found" and "Service not enabled within domain"; the SalesOS page does not say',
    },
    {
      what: 'A token asked for with openid is for userinfo as well, so its aud is a list.',
      source: 'https://auth0.com/docs/secure/tokens/access-tokens/get-access-tokens',
    },
    {
      what: 'A login that asks for openid profile email and an audience also gets the scopes its client may have, so that the documented token opens the API.',
      source: `${source('option 2, Using the Token and Scopes and Permissions')}, read together`,
    },
    {
      what: 'Access tokens are JWTs signed with RS256 whose header says typ JWT.',
      source: `${source('Getting a Token')}: the sample tokens begin with {"alg":"RS256","typ":"JWT"}`,
    },
    { what: 'Every access token lives 86400 seconds.', source: source('Token Expiration and Refresh') },
    {
      what: 'The code flow gives a refresh token that begins with v1. although offline_access is not asked for.',
      source: `${source('option 2')}: the sample answer. Auth0 itself wants offline_access for it`,
    },
    { what: 'client_credentials gives no refresh token.', source: source('Refreshing a Token') },
    {
      what: 'The API answers 401 for a missing, expired or invalid token and 403 for a missing scope, and takes no token from the URL.',
      source: source('Troubleshooting Authentication and Using the Token'),
    },
    { what: 'A client may be limited to some scopes.', source: source('Scopes and Permissions') },
  ],
  options: {
    clients: [
      {
        client_id: 'sales-app',
        client_name: 'CRM Sync',
        client_secret: 'sales-app-secret-0123456789-abcdefghijklmn',
        token_endpoint_auth_method: 'client_secret_post',
        grant_types: ['client_credentials', 'authorization_code', 'refresh_token'],
        redirect_uris: ['https://app.example/callback', 'http://localhost:3000/callback'],
        scope: ['openid profile email offline_access', ...scopes].join(' '),
      },
      {
        client_id: 'lead-reader',
        client_name: 'Marketing Automation',
        client_secret: 'lead-reader-secret-0123456789-abcdefghijkl',
        token_endpoint_auth_method: 'client_secret_post',
        grant_types: ['client_credentials', 'authorization_code', 'refresh_token'],
        redirect_uris: ['https://reader.example/callback', 'http://localhost:3000/callback'],
        scope: 'openid profile email offline_access leads:read',
      },
    ],
    scopes: ['openid', 'profile', 'email', 'offline_access', ...scopes],
    defaultScope: scopes.join(' '),
    audiences: [audience, 'https://reports.play2sell.com'],
    apis: [
      { path: '/v1/leads', read: 'leads:read', write: 'leads:write', audience, answer: { data: [] } },
      { path: '/v1/deals', read: 'deals:read', write: 'deals:write', audience, answer: { data: [] } },
      { path: '/v1/users', read: 'users:read', write: 'users:write', audience, answer: { data: [] } },
      { path: '/v1/reports', read: 'reports:read', audience, answer: { data: [] } },
      { path: '/v1/webhooks', read: 'webhooks:manage', write: 'webhooks:manage', audience, answer: { data: [] } },
    ],
    accessTokens: 'jwt',
    accessTokenType: 'JWT',
    tokenForms: { refresh_token: 'v1.*' },
    lifetimes: { access_token: 86_400, client_credentials: 86_400, refresh_token: 30 * 86_400 },
    bodies: ['form', 'json'],
    paths: { token: '/oauth/token', revocation: '/oauth/revoke', jwks: '/.well-known/jwks.json' },
  },
}
