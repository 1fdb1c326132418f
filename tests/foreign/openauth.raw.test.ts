import { afterAll, beforeAll, describe, vi } from 'vitest'
import { startOpenauth } from '../../fixtures/targets/openauth/server.mjs'
import type { Shown } from './baseline-truth.ts'
import { testBaseline } from './baseline-truth.ts'
import type { Server } from './openauth-by-hand.ts'
import {
  callback,
  codeForm,
  getCode,
  getTokens,
  having,
  knock,
  landing,
  refresh,
  request,
  toBody,
  token,
} from './openauth-by-hand.ts'
import { seen, send } from './raw-http.ts'
import { proof, sleep } from './raw-server.ts'

type Look = Shown<Server>

const broken = '500 text/plain'

/** A code for an address that nobody registered. */
const givesCodeTo = (what: string, uri: string, end = `${uri}?code=*&state=xyz`): Look => [
  `gives a code to ${what}`,
  (server) => landing(server, having({ redirect_uri: uri })),
  end,
]

const redirectsRefusalTo = (what: string, changes: Parameters<typeof having>[0], end: string): Look => [
  `redirects a refusal to ${what}`,
  (server) => knock(server, having(changes)),
  `302 ${end}`,
]

const breaksOn = (what: string, body: string, type?: string): Look => [
  `answers ${what} with 500`,
  (server) => toBody(server, body, type),
  broken,
]

const shown: Readonly<Record<string, Look>> = {
  'authz.client-id-missing': redirectsRefusalTo(
    'the redirect_uri of nobody',
    { client_id: undefined },
    `${callback}?error=invalid_request`,
  ),
  'authz.client-id-unknown': redirectsRefusalTo(
    'whatever address it was sent',
    { client_id: 'made-up', redirect_uri: 'https://elsewhere.example/cb' },
    'https://elsewhere.example/cb?error=unauthorized_client',
  ),
  'authz.duplicate-parameter-refused': [
    'takes the first of two values of response_type',
    (server) => landing(server, [...request, ['response_type', 'made-up']]),
    `${callback}?code=*&state=xyz`,
  ],
  'authz.frame-protection': [
    'the login page has no header against frames',
    async ({ issuer }) => {
      const { status, headers } = await send(`${issuer}/password/authorize`)
      return [status, headers.get('x-frame-options'), headers.get('content-security-policy')]
    },
    [200, null, null],
  ],
  'authz.state-in-error': redirectsRefusalTo(
    'the client without the state',
    { response_type: undefined },
    `${callback}?error=invalid_request`,
  ),
  'pkce.downgrade-detected': [
    'takes a verifier for a code that has no challenge',
    async (server) => seen(await token(server, codeForm(await getCode(server), ['code_verifier', proof().verifier]))),
    '200 token',
  ],
  'pkce.method-defaults-to-plain': [
    'ignores a challenge without method',
    async (server) => {
      const code = await getCode(server, having({ code_challenge: proof().challenge }))
      return seen(await token(server, codeForm(code, ['code_verifier', proof().verifier])))
    },
    '200 token',
  ],
  'pkce.unknown-method': [
    'gives a code for a made-up method',
    (server) => landing(server, having({ code_challenge: proof().challenge, code_challenge_method: 'S999' })),
    `${callback}?code=*&state=xyz`,
  ],
  'redirect-uri.case-variant-refused': givesCodeTo('a path in the other case', 'http://localhost:4180/CALLBACK'),
  'redirect-uri.dangerous-scheme-refused': givesCodeTo('a javascript URI', 'javascript://localhost:4180/callback'),
  'redirect-uri.fragment-refused': givesCodeTo(
    'a URI with a fragment',
    `${callback}#part`,
    `${callback}?code=*&state=xyz#part`,
  ),
  'redirect-uri.host-suffix-refused': redirectsRefusalTo(
    'a host that only begins like its own',
    { redirect_uri: 'http://localhost.evil.example/callback' },
    'http://localhost.evil.example/callback?error=unauthorized_client',
  ),
  'redirect-uri.invalid-never-redirects': redirectsRefusalTo(
    'an address it just refused',
    { redirect_uri: 'https://elsewhere.example/cb' },
    'https://elsewhere.example/cb?error=unauthorized_client',
  ),
  'redirect-uri.path-confusion-refused': givesCodeTo(
    'dot segments',
    'http://localhost:4180/callback/../evil',
    'http://localhost:4180/evil?code=*&state=xyz',
  ),
  'redirect-uri.path-suffix-refused': givesCodeTo('one more segment', `${callback}/more`),
  'redirect-uri.query-added-refused': givesCodeTo(
    'an added query',
    `${callback}?next=evil`,
    `${callback}?next=evil&code=*&state=xyz`,
  ),
  'redirect-uri.trailing-slash-refused': givesCodeTo('a slash at the end', `${callback}/`),
  'redirect-uri.unregistered-host-refused': redirectsRefusalTo(
    'another host',
    { redirect_uri: 'https://attacker.example/callback' },
    'https://attacker.example/callback?error=unauthorized_client',
  ),
  'refresh.reuse-revokes-family': [
    'refuses an old refresh token and goes on with the current one',
    async (server) => {
      const first = await getTokens(server)
      const second = await refresh(server, first)
      await sleep(1.2)
      return [seen(await refresh(server, first)), seen(await refresh(server, second))]
    },
    ['400 invalid_grant', '200 token'],
  ],
  'robustness.array-and-object-names': breaksOn('a name in brackets', 'grant_type[]=authorization_code'),
  'robustness.bad-percent-encoding': breaksOn('a lone percent sign', 'grant_type=%zz'),
  'robustness.empty-body': breaksOn('a body of one ampersand', '&'),
  'robustness.forwarded-headers-not-trusted': [
    'calls itself what X-Forwarded-Host says',
    async ({ issuer }) => {
      const headers = { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https', 'x-forwarded-port': '443' }
      return (await send(`${issuer}/.well-known/oauth-authorization-server`, { headers })).json?.['token_endpoint']
    },
    'https://evil.example/token',
  ],
  'robustness.invalid-utf8': breaksOn('bytes that are not UTF-8', 'grant_type=%C0%AF'),
  'robustness.json-body-refused-cleanly': breaksOn('JSON', '{"grant_type":"refresh_token"}', 'application/json'),
  'robustness.no-5xx': [
    'fails on an authorization request without response_type whose error has nowhere to go',
    (server) => knock(server, having({ redirect_uri: 'nowhere' })),
    '500',
  ],
  'robustness.nul-and-control-bytes': breaksOn('a NUL', 'grant_type=refresh_token%00'),
  'robustness.very-long-values': breaksOn('5 KiB', `grant_type=${'x'.repeat(5 * 1024)}`),
  'robustness.wrong-content-type-not-parsed': breaksOn('text/plain', 'grant_type=refresh_token', 'text/plain'),
  'token.cache-control-no-store': [
    'sends tokens without Cache-Control',
    async (server) => {
      const answer = await getTokens(server)
      return [seen(answer), answer.headers.get('cache-control')]
    },
    ['200 token', null],
  ],
  'token.duplicate-parameter-refused': [
    'takes the first of two values of grant_type',
    async (server) => seen(await token(server, codeForm(await getCode(server), ['grant_type', 'made-up']))),
    '200 token',
  ],
  'token.error-status-400': breaksOn('a request that it does not understand', 'code=x'),
  'token.grant-type-missing': breaksOn('a request without grant_type', 'client_id=spa'),
  'token.grant-type-unknown': breaksOn('an unknown grant_type', 'grant_type=made-up&client_id=spa'),
  'token.token-type-present': [
    'sends tokens without token_type',
    async (server) => Object.keys((await getTokens(server)).json ?? {}).toSorted(),
    ['access_token', 'expires_in', 'refresh_token'],
  ],
}

describe('@openauthjs/openauth', () => {
  let server: Awaited<ReturnType<typeof startOpenauth>>
  beforeAll(async () => {
    // It logs each request, and the stack of each failure.
    for (const method of ['log', 'error'] as const) vi.spyOn(console, method).mockImplementation(() => undefined)
    server = await startOpenauth({ lifetimes: { access: 600, refresh: 600, reuse: 1 } })
  })
  afterAll(async () => {
    await server.close()
    vi.restoreAllMocks()
  })

  testBaseline('openauth', shown, () => server)
})
