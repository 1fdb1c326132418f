/** Laws of the working list that have no check on purpose → the reason. */
export const leftOut: Readonly<Record<string, string>> = {
  'authz.error-needs-login-first':
    'RFC 6749 demands the redirect that this law would put a login before, so that it could only ever be a remark',
  'authz.fragment-guard': 'only a browser shows where a fragment ends up; the walks are made without one',
  'authz.login-brute-force-protection':
    'guessing at the login page locks a user out; the mock has no limit there that a defect could take away',
  'authz.temporarily-unavailable':
    'nobody can make a sound server overloaded, so that on most runs there is nothing to judge',
  'authz.web-message-target-origin': 'the mock has no response mode web_message, and it takes a browser to see it',
  'bearer.sender-constraint-honoured':
    'needs tokens bound to a key (DPoP or mutual TLS), which no flow of the harness asks for yet',
  'code.race-across-nodes': 'needs the addresses of several nodes, and a mock with two stores',
  'refresh.race-across-nodes': 'needs the addresses of several nodes, and a mock with two stores',
}
