import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { Pairs } from './raw-http.ts'
import { encode, postForm, seen, send, text } from './raw-http.ts'
import type { RawServer } from './raw-server.ts'
import * as raw from './raw-server.ts'
import { changed, exchanged, unknownLike } from './tampering.ts'
import type { Running } from './targets.ts'
import { runOauth2MockServer } from './targets.ts'
import type { oauth2MockServerBeyond } from './truth/beyond.ts'

/** What happens, how it is seen, and what is seen. */
type Deviation = readonly [sentence: string, look: (server: RawServer) => Promise<unknown>, sight: unknown]

type Law = (typeof oauth2MockServerBeyond)[number]

const unregistered = 'https://elsewhere.example/assay'

const authorization: Pairs = [
  ['response_type', 'code'],
  ['client_id', 'web'],
  ['redirect_uri', 'https://web.example/callback'],
  ['scope', 'read'],
  ['state', 'xyz'],
]

const put = (name: string, value: string): Pairs =>
  authorization.map(([each, usual]) => [each, each === name ? value : usual])

/** Where an authorization request by somebody without cookies is sent in one step, what was issued made short. */
async function sentTo(server: RawServer, query: Pairs): Promise<string> {
  const { status, headers } = await send(`${server.issuer}/authorize?${encode(query)}`)
  const location = (headers.get('location') ?? 'nowhere').replace(/&error_description=[^&#]*/, '')
  return `${status} ${location.replace(/(?<=[?&]code=)[\w-]{36}(?=[&#]|$)/, '*')}`
}

function follows(sentence: string, uri: string, location: string): Deviation {
  return [sentence, (server) => sentTo(server, put('redirect_uri', uri)), `302 ${location}`]
}

async function introspected(server: RawServer, form: Pairs, basic?: string): Promise<unknown> {
  const { status, json } = await postForm(`${server.issuer}/introspect`, form, basic === undefined ? {} : { basic })
  return [status, json]
}

const revoked = async (server: RawServer, form: Pairs, basic: string): Promise<string> =>
  seen(await postForm(`${server.issuer}/revoke`, form, { basic }))

const freshToken = async (server: RawServer): Promise<string> => text(await raw.service(server), 'access_token')

const userinfo = async (server: RawServer, token: string): Promise<string> => seen(await raw.resource(server, token))

const ofWeb = ({ web }: RawServer): string => `${web.id}:${web.secret}`

const asked = (server: RawServer, ...form: Pairs) => raw.token(server, form, raw.own(server.web))

const asService = (server: RawServer, ...form: Pairs) =>
  asked(server, ['grant_type', 'client_credentials'], ...form)

/** The payload of the access token, unread by anybody else. */
const claims = (accessToken: string): unknown =>
  JSON.parse(Buffer.from(accessToken.split('.')[1] ?? '', 'base64url').toString())

const redirects: Readonly<Record<Extract<Law, `redirect-uri.${string}`>, Deviation>> = {
  'redirect-uri.case-variant-refused': follows(
    'sends a code to a path in another case',
    'https://web.example/Callback',
    'https://web.example/Callback?code=*&state=xyz',
  ),
  'redirect-uri.dangerous-scheme-refused': follows(
    'sends a code to a javascript URI',
    'javascript://web.example/callback%0aassay()',
    'javascript://web.example/callback%0aassay()?code=*&state=xyz',
  ),
  'redirect-uri.fragment-refused': follows(
    'sends a code to a URI with a fragment',
    'https://web.example/callback#assay',
    'https://web.example/callback?code=*&state=xyz#assay',
  ),
  'redirect-uri.host-suffix-refused': follows(
    'sends a code to a subdomain',
    'https://assay.web.example/callback',
    'https://assay.web.example/callback?code=*&state=xyz',
  ),
  'redirect-uri.invalid-never-redirects': [
    'sends an error to a URI that nobody registered',
    (server) =>
      sentTo(server, [
        ['response_type', 'assay'],
        ['client_id', 'web'],
        ['redirect_uri', unregistered],
      ]),
    `302 ${unregistered}?error=unsupported_response_type`,
  ],
  'redirect-uri.path-confusion-refused': follows(
    'resolves dot segments and sends a code to the other path',
    'https://web.example/callback/../elsewhere',
    'https://web.example/elsewhere?code=*&state=xyz',
  ),
  'redirect-uri.path-suffix-refused': follows(
    'sends a code to a longer path',
    'https://web.example/callback/assay',
    'https://web.example/callback/assay?code=*&state=xyz',
  ),
  'redirect-uri.port-change-refused': follows(
    'sends a code to another port',
    'https://web.example:48443/callback',
    'https://web.example:48443/callback?code=*&state=xyz',
  ),
  'redirect-uri.query-added-refused': follows(
    'sends a code to a URI with an added query',
    'https://web.example/callback?assay=1',
    'https://web.example/callback?assay=1&code=*&state=xyz',
  ),
  'redirect-uri.scheme-change-refused': follows(
    'sends a code over http for https',
    'http://web.example/callback',
    'http://web.example/callback?code=*&state=xyz',
  ),
  'redirect-uri.trailing-slash-refused': follows(
    'sends a code to a path with a slash more',
    'https://web.example/callback/',
    'https://web.example/callback/?code=*&state=xyz',
  ),
  'redirect-uri.unregistered-host-refused': follows(
    'sends a code to another host',
    unregistered,
    `${unregistered}?code=*&state=xyz`,
  ),
}

const usualRedirect = '302 https://web.example/callback?code=*&state=xyz'

const grants: Readonly<Record<Extract<Law, `${'authz' | 'bearer' | 'code' | 'refresh'}.${string}`>, Deviation>> = {
  'authz.client-id-missing': [
    'sends a code without client_id',
    (server) => sentTo(server, authorization.filter(([name]) => name !== 'client_id')),
    usualRedirect,
  ],
  'authz.client-id-unknown': [
    'sends a code for a client_id it never saw',
    (server) => sentTo(server, put('client_id', 'nobody-by-this-name')),
    usualRedirect,
  ],
  'authz.duplicate-parameter-refused': [
    'sends a code for two values of client_id',
    (server) => sentTo(server, [...authorization, ['client_id', 'other']]),
    usualRedirect,
  ],
  'authz.resource-owner-authenticated-first': [
    'sends a code in the first answer to somebody without cookies',
    (server) => sentTo(server, authorization),
    usualRedirect,
  ],
  'bearer.invalid-token-refused': [
    'userinfo answers a token it never issued',
    async (server) => userinfo(server, unknownLike('a'.repeat(40))),
    '200 application/json',
  ],
  'bearer.tampered-token-refused': [
    'userinfo answers a token with another first character',
    async (server) => userinfo(server, changed(await freshToken(server), 0)),
    '200 application/json',
  ],
  'code.not-usable-elsewhere': [
    'userinfo answers a code',
    async (server) => userinfo(server, await raw.getCode(server, server.web)),
    '200 application/json',
  ],
  'code.redirect-uri-other-registered': [
    'redeems a code with another redirect_uri than its own',
    async (server) => {
      const other = { ...server.web, redirectUri: 'https://web.example/other' }
      return seen(await raw.redeem(server, other, await raw.getCode(server, server.web)))
    },
    '200 token',
  ],
  'code.scope-fixed-by-authorization': [
    'a scope in the redemption decides what the token covers',
    async (server) => {
      const code = await raw.getCode(server, server.web, { scope: 'read' })
      const answer = await raw.redeem(server, server.web, code, ['scope', 'read write'])
      return [text(answer, 'scope'), claims(text(answer, 'access_token'))]
    },
    ['read write', expect.objectContaining({ scope: 'read write' })],
  ],
  'refresh.access-token-cannot-refresh': [
    'gives a token for an access token',
    async (server) => {
      const accessToken = text(await raw.getTokens(server, server.web), 'access_token')
      return seen(await raw.refresh(server, server.web, accessToken))
    },
    '200 token',
  ],
  'refresh.missing': [
    'gives a token without refresh_token',
    async (server) => seen(await asked(server, ['grant_type', 'refresh_token'])),
    '200 token',
  ],
}

const active = [200, { active: true }]

const management: Readonly<Record<Extract<Law, `${'introspection' | 'revocation'}.${string}`>, Deviation>> = {
  'introspection.bad-credentials': [
    'tells a caller with a wrong secret that a token is active',
    async (server) => {
      const wrong = `${server.web.id}:${exchanged(server.web.secret)}`
      return introspected(server, [['token', await freshToken(server)]], wrong)
    },
    active,
  ],
  'introspection.caller-must-authenticate': [
    'tells a caller without credentials that a token is active',
    async (server) => introspected(server, [['token', await freshToken(server)]]),
    active,
  ],
  'introspection.missing-token': [
    'calls a request without token active',
    (server) => introspected(server, [], ofWeb(server)),
    active,
  ],
  'introspection.public-client-cannot-scan': [
    'tells a public client that the token of another client is active',
    async (server) =>
      introspected(server, [
        ['token', await freshToken(server)],
        ['client_id', server.spa.id],
      ]),
    active,
  ],
  'introspection.revoked-token': [
    'calls a revoked token active',
    async (server) => {
      const form: Pairs = [['token', await freshToken(server)]]
      const owner = `${server.service.id}:${server.service.secret}`
      return [await revoked(server, form, owner), await introspected(server, form, owner)]
    },
    ['200 empty', active],
  ],
  'introspection.unknown-token': [
    'calls a token active that it never issued',
    (server) => introspected(server, [['token', unknownLike('a'.repeat(43))]], ofWeb(server)),
    active,
  ],
  'revocation.missing-token': [
    'answers 200 without token',
    (server) => revoked(server, [], ofWeb(server)),
    '200 empty',
  ],
  'revocation.public-client': [
    'a refresh token works after its public client revoked it',
    async (server) => {
      const value = await raw.getRefreshToken(server, server.spa)
      const answer = await postForm(`${server.issuer}/revoke`, [['token', value]], raw.own(server.spa))
      return [seen(answer), seen(await raw.refresh(server, server.spa, value))]
    },
    ['200 empty', '200 token'],
  ],
  'revocation.refresh-token': [
    'a refresh token works after its revocation',
    async (server) => {
      const value = await raw.getRefreshToken(server, server.web)
      const answer = await revoked(server, [['token', value], ['token_type_hint', 'refresh_token']], ofWeb(server))
      return [answer, seen(await raw.refresh(server, server.web, value))]
    },
    ['200 empty', '200 token'],
  ],
}
