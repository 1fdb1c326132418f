import type { Dialect } from './dialect.ts'
import type { AnswerShape } from '../wire/shapes.ts'

const docs = 'https://learn.microsoft.com/en-us/entra/identity-platform'

function shape(error: string, number: number, text: string): AnswerShape {
  return {
    endpoint: 'token',
    error,
    members: {
      error_description: `AADSTS${number}: ${text} Trace ID: {{uuid}} Timestamp: {{time}}`,
      error_codes: [number],
      timestamp: '{{time}}',
      trace_id: '{{uuid}}',
      correlation_id: '{{uuid}}',
      error_uri: `https://login.microsoftonline.com/error?code=${number}`,
    },
  }
}

/** Microsoft Entra ID, endpoints of version 2.0. */
export const entra: Dialect = {
  name: 'entra',
  title: 'Microsoft Entra ID (v2.0)',
  about:
    'The paths below a tenant, so that an issuer such as http://localhost:4000/<tenant id> looks most like it; the real issuer ends in /v2.0 and its endpoints are beside that. The numbers of errors stand for their commonest cause. Left out: access tokens for other resources than the one, which clients must not read; trace_id and correlation_id are one value.',
  quirks: [
    {
      what: 'The endpoints are /oauth2/v2.0/authorize, /oauth2/v2.0/token, /oauth2/v2.0/devicecode and /oauth2/v2.0/logout, the keys at /discovery/v2.0/keys.',
      source: `${docs}/v2-oauth2-auth-code-flow and ${docs}/v2-protocols-oidc`,
    },
    {
      what: 'Errors of the token endpoint carry error_codes, timestamp, trace_id, correlation_id and a description that begins with AADSTS and a number.',
      source: `${docs}/v2-oauth2-auth-code-flow, Error response for token endpoint error; ${docs}/reference-error-codes`,
    },
    {
      what: 'Token answers carry ext_expires_in.',
      source: `${docs}/v2-oauth2-client-creds-grant-flow, Successful response`,
    },
    { what: 'A client asks for <resource>/.default.', source: `${docs}/v2-oauth2-client-creds-grant-flow` },
    {
      what: 'Access tokens are JWTs with ver 2.0 and tid, their header says typ JWT.',
      source: `${docs}/access-token-claims-reference`,
    },
    {
      what: 'An access token lives 60 to 90 minutes: 3600 seconds here.',
      source: `${docs}/configurable-token-lifetimes`,
    },
  ],
  options: {
    scopes: ['openid', 'profile', 'email', 'offline_access', 'User.Read', 'https://graph.microsoft.com/.default'],
    defaultScope: 'https://graph.microsoft.com/.default',
    clients: [
      {
        client_id: '6731de76-14a6-49ae-97bc-6eba6914391e',
        client_name: 'Web application',
        client_secret: 'entra-web-secret-0123456789~abcdefghijklmn',
        token_endpoint_auth_method: 'client_secret_post',
        grant_types: ['authorization_code', 'refresh_token', 'client_credentials'],
        redirect_uris: ['https://app.example/callback', 'http://localhost:3000/callback'],
      },
    ],
    accessTokens: 'jwt',
    accessTokenType: 'JWT',
    claims: [
      {
        access_token: {
          ver: '2.0',
          tid: '9122040d-6c67-4c5b-b112-36a304b66dad',
          azp: '{{client.client_id}}',
          scp: '{{scope}}',
        },
        id_token: { ver: '2.0', tid: '9122040d-6c67-4c5b-b112-36a304b66dad' },
      },
    ],
    resource: { read: 'User.Read', write: 'User.Read' },
    lifetimes: { access_token: 3600, client_credentials: 3600, id_token: 3600, refresh_token: 90 * 86_400 },
    paths: {
      authorization: '/oauth2/v2.0/authorize',
      token: '/oauth2/v2.0/token',
      device_authorization: '/oauth2/v2.0/devicecode',
      end_session: '/oauth2/v2.0/logout',
      jwks: '/discovery/v2.0/keys',
    },
    shapes: [
      shape('invalid_client', 7_000_215, 'Invalid client secret provided.'),
      shape('invalid_grant', 70_008, 'The provided authorization code or refresh token has expired or was redeemed.'),
      shape('invalid_scope', 70_011, 'The provided value for the input parameter scope is not valid.'),
      shape('unsupported_grant_type', 70_003, 'The app requested an unsupported grant type.'),
      shape('unauthorized_client', 700_016, 'The application is not authorized for this.'),
      shape('invalid_request', 900_144, 'The request body is not as it must be.'),
      { endpoint: 'token', members: { ext_expires_in: '{{answer.expires_in}}' } },
    ],
  },
}
