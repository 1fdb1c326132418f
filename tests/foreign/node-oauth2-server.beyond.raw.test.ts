import { afterAll, beforeAll, describe } from 'vitest'
import type { Deviation } from './beyond/deviation.ts'
import { testDeviations } from './beyond/deviation.ts'
import { seen, send, text } from './raw-http.ts'
import {
  getCode,
  getRefreshToken,
  getTokens,
  own,
  proof,
  redeem,
  refresh,
  resource,
  sleep,
  token,
} from './raw-server.ts'
import { walk } from './raw-walk.ts'
import type { Running } from './targets.ts'
import { runNodeOauth2Server } from './targets.ts'
import type { nodeOauth2ServerBeyond } from './truth/beyond.ts'

const deviations: Readonly<Record<(typeof nodeOauth2ServerBeyond)[number], Deviation>> = {
  'authz.duplicate-parameter-refused': [
    'gives a code to a request with two values of state',
    async (server) => {
      const { id, redirectUri } = server.web
      const query = new URLSearchParams({ response_type: 'code', client_id: id, redirect_uri: redirectUri })
      const start = `${server.issuer}/authorize?${query}&scope=read&state=right&state=other`
      const arrival = await walk(server.browser, start, server.person)
      return 'params' in arrival && [arrival.params.has('code'), arrival.params.has('error')]
    },
    [true, false],
  ],

  'authz.frame-protection': [
    'the login page has no header against frames',
    async (server) => {
      const { status, body, headers } = await send(`${server.issuer}/login`)
      const protection = [headers.get('x-frame-options'), headers.get('content-security-policy')]
      return { status, asksForPassword: body.includes('type="password"'), protection }
    },
    { status: 200, asksForPassword: true, protection: [null, null] },
  ],

  'bearer.scheme-case-insensitive': [
    'refuses the scheme bearer in lower case',
    async (server) => {
      const accessToken = text(await getTokens(server, server.web), 'access_token')
      const headers = { authorization: `bearer ${accessToken}` }
      return {
        usual: (await resource(server, accessToken)).status,
        lower: seen(await send(server.resourceUrl, { headers })),
      }
    },
    { usual: 200, lower: '400 invalid_request' },
  ],

  'pkce.method-defaults-to-plain': [
    'takes a challenge without method for S256',
    async (server) => {
      const { verifier, challenge } = proof()
      const redeemWith = async (value: string) => {
        const code = await getCode(server, server.spa, { code_challenge: challenge })
        return seen(await redeem(server, server.spa, code, ['code_verifier', value]))
      }
      return { hashed: await redeemWith(verifier), plain: await redeemWith(challenge) }
    },
    { hashed: '200 token', plain: '400 invalid_grant' },
  ],

  'redirect-uri.missing-with-one': [
    'gives a code to a request without redirect_uri, and takes it only with one',
    async (server) => {
      const client = server.second
      const query = new URLSearchParams({ response_type: 'code', client_id: client.id, scope: 'read', state: 'xyz' })
      const redeemWith = async (more: readonly (readonly [string, string])[]) => {
        const arrival = await walk(server.browser, `${server.issuer}/authorize?${query}`, server.person)
        const code = 'params' in arrival ? (arrival.params.get('code') ?? '') : ''
        return seen(await token(server, [['grant_type', 'authorization_code'], ['code', code], ...more], own(client)))
      }
      return { without: await redeemWith([]), with: await redeemWith([['redirect_uri', client.redirectUri]]) }
    },
    { without: '400 invalid_request', with: '200 token' },
  ],

  'refresh.new-refresh-token-keeps-scope': [
    'narrows the new refresh token to the scope of the refresh',
    async (server) => {
      const first = await getRefreshToken(server, server.web, 'read write')
      const whole = await refresh(server, server.web, first)
      const narrowed = await refresh(server, server.web, text(whole, 'refresh_token'), ['scope', 'read'])
      const last = await refresh(server, server.web, text(narrowed, 'refresh_token'))
      return [whole, narrowed, last].map((answer) => text(answer, 'scope'))
    },
    ['read write', 'read', 'read'],
  ],

  'token.empty-parameter-omitted': [
    'refuses an empty scope, but not a missing one',
    async (server) => {
      const bare = [['grant_type', 'client_credentials']] as const
      return {
        missing: seen(await token(server, bare, own(server.service))),
        empty: seen(await token(server, [...bare, ['scope', '']], own(server.service))),
      }
    },
    { missing: '200 token', empty: '400 invalid_scope' },
  ],
}

describe('@node-oauth/oauth2-server', () => {
  let running: Running
  beforeAll(async () => {
    running = await runNodeOauth2Server(sleep, { lifetimes: { code: 600, access_token: 600, refresh_token: 600 } })
  })
  afterAll(() => running.close())

  testDeviations(deviations, () => running.server)
})
