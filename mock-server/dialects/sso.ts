import type { Dialect } from './dialect.ts'

const source = (heading: string): string => `The SSO's page about OAuth 2.0, ${heading}`

/** An SSO of five grants, all of them asked in JSON. */
export const sso: Dialect = {
  name: 'sso',
  title: 'SSO with five grants',
  about:
    'authorization_code, implicit, password, client_credentials and refresh_token, with JSON bodies at /token. The client, its secret and the user are those of the samples. The addresses of the login are behind links in the documentation: /authorize, the redirect URIs, the scopes and /api/me are assumed, and so is 900 seconds for "short lived".',
  quirks: [
    {
      what: 'Token requests are JSON with the credentials in the body; a form is taken as well.',
      source: source('options 1, 3, 4 and 5, ex body'),
    },
    {
      what: 'A code is redeemed without redirect_uri; one that is sent is compared.',
      source: source('option 1, ex body'),
    },
    {
      what: 'Codes end in %3D and refresh tokens in %3d, as the samples do: in JSON they are sent as they are.',
      source: source('options 1 and 5, ex body'),
    },
    {
      what: 'The implicit grant returns the access token directly and no refresh token.',
      source: source('option 2'),
    },
    { what: 'The password grant is offered and gives a refresh token.', source: source('options 3 and 5') },
    {
      what: 'client_credentials gives a refresh token, for all grants but implicit do.',
      source: source('option 5'),
    },
    { what: 'Each refresh gives a fresh refresh token.', source: source('option 5') },
    { what: 'Access tokens are short lived: 900 seconds, which is assumed.', source: source('introduction, option 5') },
    { what: 'No metadata is published.', source: 'The page names none' },
  ],
  options: {
    clients: [
      {
        client_id: 'BA779C49-4D93-4785-9596-25805A24C5DC',
        client_name: 'Your application',
        client_secret: '4AD3CE00-8ED5-4F0A-A979-ACE64A15207C',
        token_endpoint_auth_method: 'client_secret_post',
        grant_types: ['authorization_code', 'implicit', 'password', 'client_credentials', 'refresh_token'],
        response_types: ['code', 'token'],
        redirect_uris: ['https://app.example/callback', 'https://localhost:3000/callback'],
      },
      {
        client_id: '5D1F0C3E-6A0B-4C57-9B0E-2F5E8D1A7B42',
        client_name: 'Second application',
        client_secret: '9C2B7A10-3E4D-4F6A-8B5C-7D8E9F0A1B2C',
        token_endpoint_auth_method: 'client_secret_post',
        grant_types: ['authorization_code', 'client_credentials', 'refresh_token'],
        response_types: ['code'],
        redirect_uris: ['https://second.example/callback'],
      },
    ],
    users: [
      { username: 'jsmith', password: 'password123', claims: { name: 'J. Smith', email: 'jsmith@example.com' } },
      { username: 'mjones', password: 'password456', claims: { name: 'M. Jones', email: 'mjones@example.com' } },
    ],
    scopes: ['api'],
    defaultScope: 'api',
    apis: [
      {
        path: '/api/me',
        read: 'api',
        needsUser: true,
        answer: { username: '{{user.sub}}', name: '{{user.name}}', email: '{{user.email}}' },
      },
      { path: '/api/items', read: 'api', write: 'api', answer: { items: [] } },
    ],
    tokenForms: { code: '*%3D', refresh_token: '*%3d' },
    clientCredentialsRefresh: true,
    redirectUriAtToken: 'optional',
    rotation: true,
    lifetimes: { access_token: 900, client_credentials: 900 },
    resource: { read: 'api', write: 'api' },
    bodies: ['form', 'json'],
    discovery: false,
  },
}
