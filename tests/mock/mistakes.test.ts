import { afterAll, beforeAll, expect, test } from 'vitest'

import { createMockServer, type JournalEntry, type MockServer, type Tenant } from '../../mock-server/index.ts'
import { explainedTenant } from './explained-tenant.ts'
import { authorize, basic, clientToken, post, redeem, refresh, tokens, visit, Visitor } from './visitor.ts'

let mock: MockServer
let tenant: Tenant
beforeAll(async () => {
  mock = await createMockServer()
  tenant = await explainedTenant(mock)
})
afterAll(() => mock.close())

const callback = 'https://app.example/callback'
const web = { client_id: 'web', response_type: 'code', redirect_uri: callback, scope: 'openid read' }

const ask = (more: Record<string, string | undefined>) => {
  const all = Object.entries({ ...web, ...more }).filter((pair): pair is [string, string] => pair[1] !== undefined)
  return new Visitor().follow(`${tenant.issuer}/authorize?${new URLSearchParams(all).toString()}`, tenant.issuer)
}

const token = (form: Record<string, string>, client: string | null = 'web') => post(tenant, '/token', form, client)

const raw = (path: string, init: RequestInit) => fetch(tenant.issuer + path, init)

const form = (fields: Record<string, string>, headers: Record<string, string> = {}) => ({
  method: 'POST',
  body: new URLSearchParams(fields),
  headers,
})

const device = { grant_type: 'urn:ietf:params:oauth:grant-type:device_code' }
const exchange = { grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange' }
const bearer = { grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer' }

/** What a client does wrong, the section that says so, and words of the explanation. */
const mistakes: readonly [name: string, act: () => Promise<unknown>, section: string, words: RegExp][] = [
  ['an unknown client', () => ask({ client_id: 'nobody' }), 'RFC 6749 2.2', /client_id=nobody.*"nobody"/],
  ['no client', () => ask({ client_id: undefined }), 'RFC 6749 4.1.1', /'client_id'/],
  [
    'a slash too many',
    () => ask({ redirect_uri: `${callback}/` }),
    'RFC 9700 2.1',
    /path is not that of https:\/\/app/,
  ],
  ['a port too many', () => ask({ redirect_uri: 'https://app.example:1/callback' }), 'RFC 9700 2.1', /whose port is/],
  ['an odd response type', () => ask({ response_type: 'ticket' }), 'RFC 6749 3.1.1', /response_type=ticket/],
  [
    'PKCE left out',
    () => ask({ client_id: 'spa', redirect_uri: 'https://spa.example/callback' }),
    'RFC 9700 2.1.1',
    /S256/,
  ],
  [
    'plain PKCE',
    () => ask({ code_challenge: 'a'.repeat(43), code_challenge_method: 'plain' }),
    'RFC 7636 4.4.1',
    /method=plain/,
  ],
  [
    'a short challenge',
    () => ask({ code_challenge: 'abc', code_challenge_method: 'S256' }),
    'RFC 7636 4.2',
    /3 characters/,
  ],
  ['an unknown scope', () => ask({ scope: 'fly' }), 'RFC 6749 3.3', /scope=fly/],
  ['an unknown prompt', () => ask({ prompt: 'maybe' }), 'OIDC Core 1.0 3.1.2.1', /prompt=maybe/],
  ['prompt=none with login', () => ask({ prompt: 'none login' }), 'OIDC Core 1.0 3.1.2.1', /prompt=none login/],
  ['prompt=none unready', () => ask({ prompt: 'none' }), 'OIDC Core 1.0 3.1.2.6', /no such session/],
  ['a bad max_age', () => ask({ max_age: 'long' }), 'OIDC Core 1.0 3.1.2.1', /max_age=long/],
  ['a bad hint', () => ask({ id_token_hint: 'eyJhbGciOiJub25lIn0.e30.' }), 'OIDC Core 1.0 3.1.2.1', /ID Token/],
  ['a request object', () => ask({ request: 'eyJhbGciOiJub25lIn0.e30.' }), 'OIDC Core 1.0 6', /request/],
  ['a stale request_uri', () => ask({ request_uri: 'urn:ietf:params:oauth:request_uri:x' }), 'RFC 9126 4', /fresh/],
  ['a scope twice', () => raw('/authorize?client_id=web&scope=read&scope=read', {}), 'RFC 6749 3.1', /repeated/],
  ['a no of the user', () => denied(), 'RFC 6749 4.1.2.1', /said no/],
  [
    'another secret',
    () => raw('/token', form({ grant_type: 'client_credentials' }, basic('service', 'x'))),
    'RFC 6749 5.2',
    /secret of service/,
  ],
  ['no credentials', () => token({ grant_type: 'client_credentials' }, null), 'RFC 6749 3.2.1', /none of them/],
  [
    'a stranger',
    () => raw('/token', form({ grant_type: 'client_credentials' }, basic('ghost', 'x'))),
    'RFC 6749 5.2',
    /got ghost/,
  ],
  [
    'post for basic',
    () =>
      token({ grant_type: 'client_credentials', client_id: 'second', client_secret: 'x' }, 'second').then(() =>
        raw('/token', form({ grant_type: 'client_credentials', client_id: 'signing-service', client_secret: 'x' })),
      ),
    'RFC 6749 2.3',
    /private_key_jwt.*client_secret_post/,
  ],
  [
    'two credentials',
    () => raw('/token', form({ grant_type: 'x', client_secret: 'x' }, basic('service', 'x'))),
    'RFC 6749 2.3',
    /client_secret_basic and client_secret_post/,
  ],
  [
    'bad encoding',
    () => raw('/token', form({ grant_type: 'x' }, { authorization: `Basic ${btoa('service:100%')}` })),
    'RFC 6749 2.3.1',
    /encodeURIComponent/,
  ],
  ['a made-up grant', () => token({ grant_type: 'wish' }), 'RFC 6749 5.2', /grant_type=wish/],
  [
    'a grant of others',
    () => token({ grant_type: 'client_credentials' }),
    'RFC 6749 5.2',
    /authorization_code, refresh_token/,
  ],
  [
    'a code twice',
    async () => {
      const code = await authorize(tenant)
      await redeem(tenant, code)
      return redeem(tenant, code)
    },
    'RFC 6749 4.1.2',
    /redeemed before/,
  ],
  [
    'a made-up code',
    () => token({ grant_type: 'authorization_code', code: 'x', redirect_uri: callback }),
    'RFC 6749 4.1.3',
    /not known/,
  ],
  [
    'another redirect_uri',
    async () => redeem(tenant, { ...(await authorize(tenant)), redirectUri: 'https://app.example/other-callback' }),
    'RFC 6749 4.1.3',
    /other-callback/,
  ],
  ['another client', async () => redeem(tenant, await authorize(tenant), 'second'), 'RFC 6749 5.2', /got second/],
  [
    'another verifier',
    async () => redeem(tenant, { ...(await authorize(tenant, { client: 'spa' })), verifier: 'b'.repeat(43) }, 'spa'),
    'RFC 7636 4.6',
    /another one/,
  ],
  ['no code', () => token({ grant_type: 'authorization_code', redirect_uri: callback }), 'RFC 6749 5.2', /'code'/],
  [
    'an old refresh token',
    async () => {
      const first = (await tokens(tenant)).json['refresh_token']
      await refresh(tenant, first)
      return refresh(tenant, first)
    },
    'RFC 9700 4.14.2',
    /was replaced/,
  ],
  ['a made-up refresh token', () => refresh(tenant, 'x'), 'RFC 6749 6', /not known/],
  [
    'a refresh that widens',
    async () => refresh(tenant, (await tokens(tenant)).json['refresh_token'], 'web', { scope: 'openid email' }),
    'RFC 6749 6',
    /scope=openid email/,
  ],
  ["a scope that is not the client's", () => clientToken(tenant, { scope: 'write' }), 'RFC 6749 3.3', /scope=write/],
  [
    'JSON',
    () => raw('/token', { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } }),
    'RFC 6749 B',
    /got application\/json/,
  ],
  ['GET', () => raw('/token', {}), 'RFC 6749 3.2', /got GET/],
  ['a pending device', async () => poll(), 'RFC 8628 3.5', /no decision/],
  ['a hasty device', async () => poll(2), 'RFC 8628 3.5', /Wait 5 seconds/],
  ['a made-up device code', () => token({ ...device, device_code: 'x' }, 'tv'), 'RFC 8628 3.5', /not found/],
  [
    'a wrong password',
    () => token({ grant_type: 'password', username: 'alice', password: 'x' }, 'legacy'),
    'RFC 6749 4.3.2',
    /another pair/,
  ],
  ['no assertion', () => token(bearer, 'gateway'), 'RFC 6749 5.2', /'assertion'/],
  ['a bad assertion', () => token({ ...bearer, assertion: 'x' }, 'gateway'), 'RFC 7523 3', /trustedIssuers/],
  [
    'a bad subject token',
    () =>
      token(
        { ...exchange, subject_token: 'x', subject_token_type: 'urn:ietf:params:oauth:token-type:access_token' },
        'gateway',
      ),
    'RFC 8693 2.1',
    /presented token/,
  ],
  ['no token at the resource', () => raw('/resource', {}), 'RFC 6750 2.1', /no access token/],
  ['a dead token', () => visit(tenant, '/resource', 'x'), 'RFC 6750 3.1', /unknown, expired or revoked/],
  [
    'a token without the scope',
    async () => visit(tenant, '/resource', (await clientToken(tenant)).json['access_token'], 'POST'),
    'RFC 6750 3.1',
    /the scope write/,
  ],
  ['a token in the query', () => raw('/resource?access_token=x', {}), 'RFC 9700 4.3.2', /in the query/],
  [
    'a malformed header',
    () => raw('/resource', { headers: { authorization: 'Bearer two words' } }),
    'RFC 6750 2.1',
    /malformed/,
  ],
  ['a dead token at userinfo', () => visit(tenant, '/userinfo', 'x'), 'RFC 6750 3.1', /not found/],
  [
    'userinfo without openid',
    async () =>
      visit(
        tenant,
        '/userinfo',
        (await redeem(tenant, await authorize(tenant, { parameters: { scope: 'read' } }))).json['access_token'],
      ),
    'RFC 6750 3.1',
    /the scope openid/,
  ],
  ['no token to introspect', () => post(tenant, '/introspect', {}), 'RFC 6749 5.2', /'token'/],
  [
    'a token of others to revoke',
    async () => post(tenant, '/revoke', { token: String((await tokens(tenant)).json['access_token']) }, 'second'),
    'RFC 7009 2.1',
    /got second/,
  ],
  [
    'a pushed request gone wrong',
    () => post(tenant, '/par', { client_id: 'web', response_type: 'code', redirect_uri: 'https://other.example/' }),
    'RFC 9700 2.1',
    /other\.example/,
  ],
  [
    'a device client without the grant',
    () => post(tenant, '/device_authorization', {}, 'web'),
    'RFC 6749 5.2',
    /grant_types of web/,
  ],
  [
    'a strange logout target',
    () => raw('/logout?client_id=web&post_logout_redirect_uri=https://x.example/', {}),
    'OIDC RP-Initiated Logout 1.0 3',
    /signed-out/,
  ],
  ['a bad logout hint', () => raw('/logout?id_token_hint=x', {}), 'OIDC RP-Initiated Logout 1.0 2', /ID Token/],
  ['a login without its cookie', () => raw('/interaction/abc', {}), 'RFC 6749 10.12', /cookies/],
]

async function denied(): Promise<void> {
  tenant.logins.next({ deny: true })
  await ask({})
}

async function poll(times = 1): Promise<void> {
  const { json } = await post(tenant, '/device_authorization', {}, 'tv')
  for (let time = 0; time < times; time += 1) {
    await token({ ...device, device_code: String(json['device_code']) }, 'tv')
  }
}

const last = () => tenant.journal.refusals().at(-1)
const text = (entry: JournalEntry | undefined) => {
  const { rule, expected, got, fix } = entry?.explanation ?? {}
  return `${rule}: expected ${expected}, got ${got}. ${fix}`
}

test.each(mistakes)('%s is explained by its rule', async (_, act, section, words) => {
  tenant.journal.clear()
  await act()
  const { document, section: part } = last()?.explanation ?? {}
  expect(`${document} ${part}`, JSON.stringify(last())).toBe(section)
  expect(text(last())).toMatch(words)
  expect(text(last())).not.toMatch(/undefined(?!")/)
})

test('every explanation of the list has an address, and its sentences end without a point', async () => {
  tenant.journal.clear()
  for (const [, act] of mistakes.slice(0, 20)) await act()
  for (const { explanation } of tenant.journal.refusals()) {
    expect(explanation?.url).toMatch(
      /^https:\/\/(?:www\.rfc-editor\.org\/rfc\/rfc\d+#(?:section|appendix)-|openid\.net\/specs\/)/,
    )
    expect(`${explanation?.rule}|${explanation?.fix}`).not.toMatch(/\.(?:\||$)/)
  }
})
