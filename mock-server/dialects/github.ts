import type { Dialect } from './dialect.ts'

const docs = 'https://docs.github.com/en/apps/oauth-apps'
const troubles = `${docs}/maintaining-oauth-apps/troubleshooting-oauth-app-access-token-request-errors`
const body = 'form-unless-json-is-asked' as const

/** OAuth apps of GitHub. */
export const github: Dialect = {
  name: 'github',
  title: 'GitHub (OAuth apps)',
  about:
    'Form-encoded answers, and errors with status 200. Left out: commas between scopes, a redemption without grant_type, and redirect URIs below the registered one. Tokens that never expire live ten years here.',
  quirks: [
    {
      what: 'The endpoints are /login/oauth/authorize, /login/oauth/access_token and /login/device/code; no metadata is published for them.',
      source: `${docs}/building-oauth-apps/authorizing-oauth-apps`,
    },
    {
      what: 'Answers of the token endpoint are a form unless Accept asks for JSON.',
      source: `${docs}/building-oauth-apps/authorizing-oauth-apps, Users are redirected back to your site by GitHub`,
    },
    {
      what: 'Errors have codes of their own, such as bad_verification_code and incorrect_client_credentials.',
      source: troubles,
    },
    {
      what: 'Errors come with status 200.',
      source:
        'https://github.com/octokit/auth-oauth-app.js and other libraries of GitHub look for error in a 200; the page shows no status',
    },
    {
      what: 'Tokens begin with gho_, have token_type bearer and do not expire.',
      source: `https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/about-authentication-to-github; ${docs}/building-oauth-apps/authorizing-oauth-apps`,
    },
    {
      what: 'redirect_uri may be left out of a redemption.',
      source: `${docs}/building-oauth-apps/authorizing-oauth-apps, parameters of step 2`,
    },
    { what: 'GET /user tells who the user is.', source: 'https://docs.github.com/en/rest/users/users' },
  ],
  options: {
    clients: [
      {
        client_id: 'Ov23lictassaymockapp',
        client_name: 'OAuth app',
        client_secret: '0123456789abcdef0123456789abcdef01234567',
        token_endpoint_auth_method: 'client_secret_post',
        grant_types: ['authorization_code'],
        redirect_uris: ['https://app.example/callback', 'http://localhost:3000/callback'],
      },
    ],
    scopes: ['read:user', 'user:email', 'repo'],
    defaultScope: 'read:user',
    resource: { read: 'read:user', write: 'repo' },
    apis: [
      {
        path: '/user',
        needsUser: true,
        answer: { login: '{{user.sub}}', name: '{{user.name}}', email: '{{user.email}}' },
      },
    ],
    tokenForms: { access_token: 'gho_*' },
    redirectUriAtToken: 'optional',
    lifetimes: { access_token: 3650 * 86_400, grant: 3650 * 86_400, code: 600 },
    paths: {
      authorization: '/login/oauth/authorize',
      token: '/login/oauth/access_token',
      device_authorization: '/login/device/code',
      code_verification: '/login/device',
    },
    discovery: false,
    shapes: [
      {
        endpoint: 'token',
        error: 'invalid_client',
        status: 200,
        members: {
          error: 'incorrect_client_credentials',
          error_description: 'The client_id and/or client_secret passed are incorrect.',
          error_uri: `${troubles}#incorrect-client-credentials`,
        },
        headers: { 'www-authenticate': null },
        body,
      },
      {
        endpoint: 'token',
        error: 'invalid_grant',
        status: 200,
        members: {
          error: 'bad_verification_code',
          error_description: 'The code passed is incorrect or expired.',
          error_uri: `${troubles}#bad-verification-code`,
        },
        body,
      },
      { endpoint: 'token', error: '*', status: 200, body },
      { endpoint: 'token', members: { token_type: 'bearer', expires_in: null }, body },
    ],
  },
}
