/** Defect → check → why that check is red with a defect that is not its own. Held against the proof matrix. */
export const redElsewhere: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'api-403-as-401': {
    'dialect.scope-read-and-write': 'its refusals for want of a scope become 401 too, which is a warning there',
  },
  'api-method-scope-unchecked': {
    'dialect.api-403-for-missing-scope': 'a missing scope is not noticed at all',
  },
  'audience-ignored': {
    'dialect.audience-in-authorization-request': 'who overlooks the parameter overlooks it there as well',
    'dialect.audience-unknown-refused': 'what is overlooked is not refused either',
  },
  'basic-unsupported': {
    'client-credentials.works': 'its client authenticates with HTTP Basic',
    'code.exchange-succeeds': 'its client authenticates with HTTP Basic',
    'pkce.s256-works': 'its client authenticates with HTTP Basic',
  },
  'bearer-two-transports-accepted': {
    'bearer.query-token-refused': 'the query is one of the transports it accepts alone',
  },
  'client-credentials-without-authentication': {
    'client-auth.required-for-confidential': 'it looks at every grant, client_credentials among them',
  },
  'client-secret-optional': {
    'client-credentials.authentication-required': 'a missing secret is one of its cases',
    'code.client-authentication-first': 'a missing secret is one of its cases',
    'refresh.client-authentication-required': 'a missing secret is one of its cases',
  },
  'code-client-unbound': {
    'code.bound-to-public-client': 'the comparison is skipped for every client, the public ones included',
  },
  'code-exchange-broken': {
    'pkce.s256-works': 'a flow with S256 ends in a redemption, and no redemption succeeds',
  },
  'code-redirect-uri-unchecked': {
    'code.redirect-uri-other-registered': 'what compares nothing does not notice the other registered URI either',
  },
  'code-reusable': {
    'code.race-single-winner': 'a code that is never spent can be redeemed by all at once',
    'code.single-use-later': 'a code that is never spent works later too',
  },
  'code-without-client-authentication': {
    'client-auth.required-for-confidential': 'it looks at every grant, authorization_code among them',
    'code.invalid-replay-keeps-tokens': 'the wrong secret is not looked at, so the replay counts as reuse and revokes',
  },
  'dialect-refresh-token-unchanged': {
    'dialect.client-credentials-with-refresh-token': 'it refreshes as well, and gets back what it sent',
  },
  'empty-secret-accepted': {
    'client-credentials.authentication-required': 'an empty secret is one of its cases',
  },
  'expired-code-wrong-error': {
    'expiry.code': 'it judges the refusal of the same expired code, with the wrong error',
  },
  'expired-token-403': {
    'expiry.access-token': 'the token is refused, but with another status than 401',
  },
  'expires-in-mismatch': {
    'expiry.access-token-at-most-one-hour': 'an hour more than promised is over an hour',
  },
  'frame-protection-missing': {
    'authz.content-security-policy': 'the defect takes frame-ancestors out of the policy, which that check demands',
  },
  'invalid-scope-wrong-code': {
    'scope.unknown-not-granted': 'the refusal of the made-up scope carries the renamed code',
  },
  'invalid-token-accepted': {
    'bearer.malformed-header': 'its overlong token is well-formed and unknown',
    'bearer.tampered-token-refused': 'an altered token is an invalid token',
  },
  'login-skipped': {
    'authz.consent-repeated-for-public-client': 'a server that asks nobody anything does not ask a second time either',
  },
  'me-resource-wrong-shape': {
    'dialect.me-resource-identity': 'an empty object shows nobody, whoever asks',
  },
  'metadata-issuer-with-query': {
    'metadata.issuer-identical': 'an issuer with a query is not the issuer the location was built from',
  },
  'narrowed-scope-not-reported': {
    'scope.default-when-omitted': 'it wants the default to be told',
    'scope.unknown-not-granted': 'it wants the answer to say that the scope was left out',
  },
  'pkce-missing-challenge-wrong-error': {
    'pkce.required-for-public-clients': 'the refusal is there, only with another error code',
  },
  'pkce-s256-wrong-encoding': {
    'code.exchange-succeeds': 'flows use S256 where the server offers it, and none can be finished',
  },
  'pkce-unverified': {
    'pkce.bound-to-code': 'any verifier fits any code',
    'pkce.challenge-as-verifier': 'the challenge is a verifier like any other',
  },
  'pkce-verifier-optional': {
    'pkce.empty-verifier': 'an empty parameter counts as absent, so it switches the comparison off too',
  },
  'redirect-any-host': {
    'redirect-uri.host-suffix-refused': 'a look-alike host is another host',
  },
  'redirect-default-fallback': {
    'redirect-uri.host-suffix-refused': 'a request that falls back to the registered URI is not refused',
    'redirect-uri.invalid-never-redirects': 'a request that falls back to the registered URI is not refused',
    'redirect-uri.unregistered-host-refused': 'a request that falls back to the registered URI is not refused',
  },
  'redirect-prefix-match': {
    'redirect-uri.path-confusion-refused': 'its variants go on below the registered path',
  },
  'refresh-client-unbound': {
    'refresh.bound-to-public-client': 'the comparison is skipped for every client, the public ones included',
  },
  'refresh-family-survives': {
    'refresh.reuse-revokes-access-tokens': 'nothing is revoked, access tokens included',
  },
  'refresh-old-token-works': {
    'refresh.race-single-winner': 'a refresh token that is never spent lets every simultaneous request win',
  },
  'refresh-scope-wrong-error': {
    'refresh.scope-cannot-widen': 'it judges the same refusal, with the wrong error',
  },
  'refresh-without-client-authentication': {
    'client-auth.required-for-confidential': 'it looks at every grant, refresh_token among them',
  },
  'revoke-refresh-noop': {
    'revocation.public-client': 'a refresh token of a public client is not revoked either',
    'revocation.refresh-cascades-to-access': 'where the refresh token is not revoked, nothing follows from it',
  },
  'secret-unchecked': {
    'client-auth.basic-challenge': 'where every secret is right nothing is refused, so the challenge is missing',
    'client-auth.basic-failure-is-401': 'where every secret is right nothing is refused, so the 401 is missing',
    'client-auth.invalid-client-code': 'where every secret is right nothing is refused, so the error is missing',
    'client-auth.malformed-authorization': 'several colons are well-formed Basic with a wrong secret',
    'client-auth.secret-compared-in-full': 'an altered secret is a wrong secret',
    'client-auth.secret-of-other-client': 'a foreign secret is a wrong secret',
    'client-credentials.authentication-required': 'a wrong secret is one of its cases',
    'code.client-authentication-first': 'a wrong secret is one of its cases',
    'refresh.client-authentication-required': 'a wrong secret is one of its cases',
  },
  'state-dropped': {
    'authz.state-exact': 'a state that never comes back does not come back exactly',
    'authz.state-long': 'a state that never comes back does not come back at any length',
  },
  'state-invented': {
    'authz.empty-parameter-omitted': 'an empty state counts as absent, so the invented one shows there too',
  },
  'token-error-html': {
    'token.body-parameters-only': 'it provokes the missing grant_type whose error is a page',
    'token.grant-type-case': 'it provokes the missing grant_type whose error is a page',
    'token.grant-type-missing': 'the page stands where its error belongs',
  },
  'token-error-status-200': {
    'token.grant-type-case': 'it provokes unsupported_grant_type, whose status is wrong',
    'token.grant-type-unknown': 'its error has the wrong status',
  },
  'token-next-to-error': {
    'scope.unknown-not-granted': 'an error that carries a token gives one for the unknown scope',
    'refresh.scope-cannot-widen': 'a token stands next to the error that refuses the wider scope',
  },
  'token-redirects': {
    'token.error-status-400': 'an unknown grant_type is answered with a redirect instead of an error',
    'token.grant-type-case': 'it provokes unsupported_grant_type, which is redirected',
    'token.grant-type-unknown': 'an unknown grant_type is answered with a redirect instead of an error',
  },
  'token-success-form-encoded': {
    'client-credentials.works': 'a success is a JSON object',
    'code.exchange-succeeds': 'a success is a JSON object',
    'pkce.s256-works': 'a success is a JSON object',
  },
  'unknown-client-404': {
    'client-auth.no-client-enumeration': 'a 404 for unknown clients gives them away',
  },
  'unknown-code-wrong-error': {
    'code.tampered': 'an altered code is an unknown code, and is refused with the wrong error',
  },
  'unknown-refresh-token-wrong-error': {
    'refresh.access-token-cannot-refresh':
      'an access token is an unknown refresh token, refused with the same wrong error',
    'refresh.tampered': 'an altered refresh token is an unknown one, and is refused with the wrong error',
  },
  'array-parameter-500': {
    'robustness.no-5xx': 'it counts every internal error of the run, and this defect answers 500',
  },
  'assertion-aud-unchecked': {
    'jwt-client-auth.endpoint-as-audience-refused':
      'an aud nobody looks at may be the token endpoint, or a list, as well',
  },
  'assertion-signature-unchecked': {
    'jwt-client-auth.key-of-another-client': 'a signature nobody verifies may be that of another client',
  },
  'assertion-sub-unchecked': {
    'jwt-client-auth.request-object-is-no-assertion': 'a request object is told from an assertion by its missing sub',
  },
  'authz-long-url-500': {
    'robustness.no-5xx': 'it counts every internal error of the run, and this defect answers 500',
  },
  'authz-malformed-500': {
    'robustness.no-5xx': 'it counts every internal error of the run, and this defect answers 500',
  },
  'bad-percent-500': {
    'robustness.no-5xx': 'it counts every internal error of the run, and this defect answers 500',
  },
  'bad-utf8-500': {
    'robustness.no-5xx': 'it counts every internal error of the run, and this defect answers 500',
  },
  'body-secret-refused': {
    'client-auth.post-supported': 'the secret in the body is what it looks at',
    'metadata.auth-methods-really-work': 'the secret in the body is one of the methods it tries',
  },
  'code-retry-cache': {
    'code.race-single-winner': 'those that come after the first answer get it repeated',
  },
  'code-reusable-after-pause': {
    'code.single-use':
      'on a busy machine the second redemption may come so late that it falls into the window the defect opens',
  },
  'empty-body-500': {
    'robustness.no-5xx': 'it counts every internal error of the run, and this defect answers 500',
  },
  'iss-with-query': {
    'iss.equals-issuer': 'an iss with a query is not the issuer',
  },
  'json-body-500': {
    'robustness.no-5xx': 'it counts every internal error of the run, and this defect answers 500',
  },
  'jwks-missing-signing-key': {
    'introspection-jwt.envelope': 'the key that is missing signs introspection answers too',
    'metadata.signed-metadata': 'the missing key signs the metadata too',
  },
  'long-value-500': {
    'robustness.no-5xx': 'it counts every internal error of the run, and this defect answers 500',
  },
  'many-parameters-500': {
    'robustness.no-5xx': 'it counts every internal error of the run, and this defect answers 500',
  },
  'metadata-appended-only': {
    'metadata.location': 'it asks at the location before the path',
  },
  'nul-byte-500': {
    'robustness.no-5xx': 'it counts every internal error of the run, and this defect answers 500',
  },
  'password-unchecked': {
    'password.wrong-password-code': 'a wrong password gives a token, so there is no error code to be right',
  },
  'quote-character-500': {
    'robustness.no-5xx': 'it counts every internal error of the run, and this defect answers 500',
  },
  'revoke-jwt-silently-ignored': {
    'revocation.access-token': 'the access tokens of that set-up are JWTs, and none is revoked',
    'revocation.access-cascades-to-refresh': 'where the access token is not revoked, nothing follows from it',
  },
  'tls-only-legacy': {
    'transport.tls-old-version-refused': 'a server with TLS 1.1 alone accepts TLS 1.1',
  },
  'unknown-response-type-accepted': {
    'authz.response-type-not-allowed-for-client':
      'what serves every response type as code serves those the client is not registered for as well',
  },
  'authz-outage-raw-500': {
    'robustness.no-5xx': 'it counts every internal error of the run',
    'robustness.no-stack-trace': 'it reads every error page of the run',
    'scope.malformed': 'a malformed scope is one of those that end in the exception',
  },
}
