import { listed, type Rule } from './rule.ts'

const logout = ['end_session']

/** Refusals of logout and of the page a device sends its user to. */
export const pageRules: readonly Rule[] = [
  {
    on: /post_logout_redirect_uri not registered/,
    rule: 'After logout the user goes only where the client registered',
    law: ['OIDC RP-Initiated Logout 1.0', '3'],
    expected: ({ who, client }) =>
      `a post_logout_redirect_uri of ${who}: ${uris(client?.['post_logout_redirect_uris'])}`,
    got: (facts) => facts.sent('post_logout_redirect_uri'),
    fix: ({ who }) => `Register it in post_logout_redirect_uris of ${who}, exactly as it is sent`,
  },
  {
    on: /client_id does not match/,
    at: logout,
    rule: 'client_id and id_token_hint name the same client',
    law: ['OIDC RP-Initiated Logout 1.0', '2'],
    expected: 'the client the ID Token was issued to',
    got: (facts) => facts.sent('client_id'),
    fix: 'Leave the client_id out, or send an ID Token of this client',
  },
  {
    on: /id_token_hint/,
    at: logout,
    rule: 'An id_token_hint is an ID Token this issuer gave out; it may have expired',
    law: ['OIDC RP-Initiated Logout 1.0', '2'],
    expected: 'an ID Token of this tenant',
    got: (_, { input }) => input,
    fix: 'Send the ID Token of the login, not the access token',
  },
  {
    on: /^invalid_client: /,
    at: logout,
    rule: 'Only a registered client may ask for logout by name',
    law: ['OIDC RP-Initiated Logout 1.0', '2'],
    expected: ({ tenant }) => `one of the clients ${listed(tenant.clients.list().map((client) => client.client_id))}`,
    got: (facts) => facts.sent('client_id'),
    fix: 'Correct the client_id',
  },
  {
    on: /xsrf|could not find (?:logout|device form) details/,
    rule: 'A form is sent from the page that was shown in this browser',
    law: ['RFC 6749', '10.12'],
    expected: 'the form with its hidden field, and the cookies of this browser',
    got: (_, { input }) => input,
    fix: 'Open the page again; cookies must be kept between the two requests',
  },
]

function uris(value: unknown): string {
  return Array.isArray(value) ? listed(value.map(String)) : 'none'
}
