import type { Dialect } from './dialect.ts'

const guide = (heading: string): string => `Authenticate SalesLoft API with OAuth 2.0, v20260423, ${heading}`
const vendor = 'https://developers.salesloft.com/docs/platform/api-basics'

/** The SalesLoft REST API v2. */
export const salesloft: Dialect = {
  name: 'salesloft',
  title: 'SalesLoft REST API v2',
  about:
    "JSON token requests at /oauth/token, authorization_code and client_credentials, and GET /v2/me.json. The scopes and /v2/people.json stand for those of the vendor; 7200 seconds is assumed, for the guide names expires_in without a number. The members context and scope of the vendor's redirect are left out, as are API keys.",
  quirks: [
    { what: 'Token requests are JSON; a form is taken as well.', source: guide('steps 4 and 5, Token Refresh') },
    {
      what: 'The endpoints are /oauth/authorize and /oauth/token.',
      source: `${guide('step 4')}; ${vendor}/oauth-authentication/`,
    },
    {
      what: 'An authorization request may consist of client_id, redirect_uri and response_type=code: scope, state and PKCE are not asked for.',
      source: guide('step 4'),
    },
    { what: 'http://localhost:3000/callback may be registered.', source: guide('Prerequisites, steps 2 and 3') },
    {
      what: 'client_credentials gives an access token and no refresh token.',
      source: `${guide('step 5')}; ${vendor}/client-creds/`,
    },
    {
      what: "A client's own token speaks for a person: the administrator who made the application.",
      source: `${guide('step 6, Output')}; ${vendor}/client-creds/`,
    },
    { what: 'GET /v2/me.json tells name and email below data.', source: guide('step 6') },
    {
      what: 'The API answers 401 for an expired or invalid token and 403 for a missing scope.',
      source: guide('Error Handling'),
    },
    { what: 'Each refresh gives a fresh refresh token.', source: guide('Token Refresh') },
    { what: 'Access tokens live 7200 seconds, which is assumed.', source: guide('step 4 names expires_in only') },
    { what: 'No metadata is published.', source: 'Neither the guide nor the vendor names any' },
  ],
  options: {
    clients: [
      {
        client_id: 'sales-integration',
        client_name: 'Integration',
        client_secret: 'sales-integration-secret-0123456789-abcdef',
        token_endpoint_auth_method: 'client_secret_post',
        grant_types: ['authorization_code', 'client_credentials', 'refresh_token'],
        redirect_uris: ['http://localhost:3000/callback', 'https://app.example/callback'],
        scope: 'me:read people:read people:write',
      },
      {
        client_id: 'people-sync',
        client_name: 'Second integration',
        client_secret: 'people-sync-secret-0123456789-abcdefghijkl',
        token_endpoint_auth_method: 'client_secret_post',
        grant_types: ['authorization_code', 'client_credentials', 'refresh_token'],
        redirect_uris: ['https://second.example/callback'],
        scope: 'people:read',
      },
    ],
    users: [
      { username: 'jane', password: 'jane-password', claims: { name: 'Jane Smith', email: 'jane@company.com' } },
      { username: 'omar', password: 'omar-password', claims: { name: 'Omar Haddad', email: 'omar@company.com' } },
    ],
    scopes: ['me:read', 'people:read', 'people:write'],
    defaultScope: 'me:read people:read people:write',
    apis: [
      {
        path: '/v2/me.json',
        read: 'me:read',
        needsUser: true,
        person: 'jane',
        answer: { data: { guid: '{{user.sub}}', name: '{{user.name}}', email: '{{user.email}}' } },
      },
      { path: '/v2/people.json', read: 'people:read', write: 'people:write', answer: { data: [] } },
    ],
    rotation: true,
    lifetimes: { access_token: 7200, client_credentials: 7200 },
    resource: { read: 'people:read', write: 'people:write' },
    bodies: ['form', 'json'],
    paths: { authorization: '/oauth/authorize', token: '/oauth/token', revocation: '/oauth/revoke' },
    discovery: false,
  },
}
