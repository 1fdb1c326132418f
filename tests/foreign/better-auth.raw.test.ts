import { randomUUID } from 'node:crypto'
import { request } from 'node:http'
import { generateKeyPair, SignJWT } from 'jose'
import { afterAll, beforeAll, describe } from 'vitest'
import { startBetterAuth } from '../../fixtures/targets/better-auth/server.mjs'
import type { Shown } from './baseline-truth.ts'
import { testBaseline } from './baseline-truth.ts'
import type { Pairs, RawAnswer } from './raw-http.ts'
import { postForm, seen, send, text } from './raw-http.ts'
import { proof } from './raw-server.ts'

interface Server {
  readonly issuer: string
  readonly cookie: string
}

const web = { basic: 'web:web-4Kd8sLw2NxP9Tb6Q' }
const service = { basic: 'service:service-2Wn6tBq9XkE4Mv7S' }
const serviceGrant: Pairs = [['grant_type', 'client_credentials']]

const shown: Readonly<Record<string, Shown<Server>>> = {
  'bearer.missing-token-challenge': [
    'userinfo refuses a request without a token and challenges nobody',
    async ({ issuer }) => {
      const { status, headers } = await send(`${issuer}/oauth2/userinfo`)
      return [status, headers.get('www-authenticate')]
    },
    [401, null],
  ],
  'bearer.other-scheme-refused': [
    'userinfo takes a token without a scheme',
    async (server) => {
      const accessToken = text(await getTokens(server), 'access_token')
      const ask = async (header: string) => (await userinfo(server, header)).status
      return [await ask(`Bearer ${accessToken}`), await ask(accessToken), await ask('Bearer made-up')]
    },
    [200, 200, 401],
  ],
  'introspection.hint-is-only-a-hint': [
    'says that a live access token is not active when the hint is refresh_token',
    async (server) => {
      const accessToken = text(await getTokens(server), 'access_token')
      const ask = async (...hint: Pairs) =>
        (await postForm(`${server.issuer}/oauth2/introspect`, [['token', accessToken], ...hint], web)).json?.['active']
      return [
        await ask(),
        await ask(['token_type_hint', 'access_token']),
        await ask(['token_type_hint', 'refresh_token']),
      ]
    },
    [true, true, false],
  ],
  'introspection.unknown-token': [
    'fails on a JWT that somebody else signed',
    async ({ issuer }) => {
      const ask = async (token: string) =>
        (await postForm(`${issuer}/oauth2/introspect`, [['token', token]], web)).status
      return [await ask('made-up'), await ask(await foreignJwt(issuer))]
    },
    [200, 500],
  ],
  'refresh.new-refresh-token-keeps-scope': [
    'narrows the new refresh token to the scope of the refresh',
    async (server) => {
      const first = text(await getTokens(server, 'openid profile offline_access'), 'refresh_token')
      const whole = await renew(server.issuer, first)
      const narrowed = await renew(server.issuer, text(whole, 'refresh_token'), ['scope', 'openid offline_access'])
      const last = await renew(server.issuer, text(narrowed, 'refresh_token'))
      return [whole, narrowed, last].map((answer) => text(answer, 'scope'))
    },
    ['openid profile offline_access', 'openid offline_access', 'openid offline_access'],
  ],
  'revocation.hint-is-only-a-hint': [
    'does not find a refresh token with the hint access_token',
    async (server) => {
      const refreshToken = text(await getTokens(server), 'refresh_token')
      const hinted = await revoke(server, refreshToken, ['token_type_hint', 'access_token'])
      return [seen(hinted), seen(await revoke(server, refreshToken))]
    },
    ['400 invalid_request', '200 empty'],
  ],
  'revocation.unknown-token-is-200': [
    'refuses a token nobody knows, and one that is revoked already',
    async (server) => {
      const refreshToken = text(await getTokens(server), 'refresh_token')
      const answers = [await revoke(server, 'made-up'), await revoke(server, refreshToken)]
      return [...answers, await revoke(server, refreshToken)].map(seen)
    },
    ['400 invalid_request', '200 empty', '400 invalid_request'],
  ],
  'robustness.no-5xx': [
    'fails on TRACE and on a JWT that somebody else signed',
    async ({ issuer }) => [
      await trace(`${issuer}/oauth2/authorize`),
      (await postForm(`${issuer}/oauth2/introspect`, [['token', await foreignJwt(issuer)]], web)).status,
    ],
    [500, 500],
  ],
  'token.duplicate-parameter-refused': [
    'gives a token to a request with two values of grant_type',
    async ({ issuer }) => {
      const ask = async (...values: readonly string[]) =>
        seen(
          await token(
            issuer,
            values.map((value) => ['grant_type', value] as const),
          ),
        )
      return [await ask('made-up', 'client_credentials'), await ask('client_credentials', 'made-up')]
    },
    ['200 token', '400 unsupported_grant_type'],
  ],
  'token.empty-parameter-omitted': [
    'refuses an empty scope, but not a missing one',
    async ({ issuer }) => [
      seen(await token(issuer, serviceGrant)),
      seen(await token(issuer, [...serviceGrant, ['scope', '']])),
    ],
    ['200 token', '400 invalid_scope'],
  ],
  'token.error-characters': [
    'repeats a control character in error_description',
    async ({ issuer }) => text(await token(issuer, [['grant_type', 'made\u0007up']]), 'error_description'),
    'unsupported grant_type made\u0007up',
  ],
  'token.http-method-refusal': [
    'fails on TRACE',
    async ({ issuer }) => [
      (await send(`${issuer}/oauth2/token`, { method: 'PUT' })).status,
      await trace(`${issuer}/oauth2/token`),
    ],
    [404, 500],
  ],
}

const token = (issuer: string, form: Pairs): Promise<RawAnswer> => postForm(`${issuer}/oauth2/token`, form, service)

const renew = (issuer: string, value: string, ...more: Pairs): Promise<RawAnswer> =>
  postForm(`${issuer}/oauth2/token`, [['grant_type', 'refresh_token'], ['refresh_token', value], ...more], web)

const revoke = ({ issuer }: Server, value: string, ...more: Pairs): Promise<RawAnswer> =>
  postForm(`${issuer}/oauth2/revoke`, [['token', value], ...more], web)

const userinfo = ({ issuer }: Server, authorization: string): Promise<RawAnswer> =>
  send(`${issuer}/oauth2/userinfo`, { headers: { authorization } })

/** The whole flow by hand: the request, Allow, the redemption. */
async function getTokens({ issuer, cookie }: Server, scope = 'openid offline_access'): Promise<RawAnswer> {
  const { verifier, params } = proof()
  const redirectUri = 'https://web.example/callback'
  const client = { response_type: 'code', client_id: 'web', redirect_uri: redirectUri, state: 'xyz', prompt: 'consent' }
  const query = new URLSearchParams({ ...client, scope, ...params })
  const asked = await send(`${issuer}/oauth2/authorize?${query}`, { headers: { cookie } })
  // fetch says it is a script, and a script is told in JSON where to go.
  const page = new URL(text(asked, 'url'), issuer)
  const allowed = await send(page.href, {
    method: 'POST',
    headers: { cookie },
    body: new URLSearchParams({ accept: 'true' }),
  })
  const code = new URL(allowed.headers.get('location') ?? '').searchParams.get('code') ?? ''
  const form = { grant_type: 'authorization_code', code, redirect_uri: redirectUri, code_verifier: verifier }
  return postForm(`${issuer}/oauth2/token`, Object.entries(form), web)
}

async function foreignJwt(issuer: string): Promise<string> {
  const { privateKey } = await generateKeyPair('RS256')
  const claims = new SignJWT({ client_id: 'web' }).setProtectedHeader({ alg: 'RS256', kid: randomUUID() })
  return claims.setIssuer(issuer).setSubject('nobody').setAudience(issuer).setExpirationTime('1h').sign(privateKey)
}

/** fetch refuses to send it. */
function trace(url: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: 'TRACE' }, (answer) => {
      answer.resume()
      resolve(answer.statusCode)
    })
    sent.on('error', reject).end()
  })
}

describe('@better-auth/oauth-provider', () => {
  let running: Awaited<ReturnType<typeof startBetterAuth>>
  let server: Server
  beforeAll(async () => {
    running = await startBetterAuth({ lifetimes: { code: 600, access_token: 600, refresh_token: 600 } })
    const person = { email: 'alice@example.com', password: 'correct-horse' }
    const signedIn = await send(`${running.issuer}/sign-in/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(person),
    })
    const cookie = signedIn.headers.getSetCookie().map((line) => line.split(';', 1).join(''))
    server = { issuer: running.issuer, cookie: cookie.join('; ') }
  })
  afterAll(() => running.close())

  testBaseline('better-auth', shown, () => server)
})
