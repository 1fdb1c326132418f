import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'

import { describeTenant } from '../../cli/embedded-mock.ts'
import type { Check } from '../../harness/check.ts'
import { openSession, type Session } from '../../harness/engine/session.ts'
import { Secrets } from '../../harness/evidence/redactor.ts'
import { createMockServer, developmentAuthority, type MockServer, type Tenant } from '../../mock-server/index.ts'
import { authorizationEndpointHttps, resourceHttps, tokenEndpointHttps } from '../../suites/oauth2/plain-http.check.ts'
import { certificateValid, tlsModernVersion } from '../../suites/oauth2/tls.check.ts'
import { httpLoopback } from '../http/loopback.ts'

let mock: MockServer
beforeAll(async () => {
  mock = await createMockServer({ tls: 'development' })
})
afterAll(() => mock.close())

type Reply = readonly [status: number, headers: Readonly<Record<string, string>>, body?: string]

const html = { 'content-type': 'text/html' }
const json = { 'content-type': 'application/json' }

async function sessionAt(tenant: Tenant, plain?: string): Promise<Session> {
  const more = { tls: { ca: developmentAuthority }, ...(plain === undefined ? {} : { plain_http: plain }) }
  const terms = { profile: 'oauth2', signal: AbortSignal.timeout(10_000), secrets: new Secrets() } as const
  const session = await openSession(describeTenant(tenant, 'mock', more), undefined, terms)
  onTestFinished(() => session.close())
  return session
}

/** The verdict on a sound server beside which something else answers without TLS. */
async function verdictOf(check: Check, reply: (path: string, https: string) => Reply): Promise<string> {
  const beside = await httpLoopback((req, res) => {
    const [status, headers, body] = reply(new URL(req.url ?? '/', 'http://x').pathname, mock.url + (req.url ?? ''))
    res.writeHead(status, headers).end(body)
  })
  onTestFinished(beside.close)
  return (await (await sessionAt(mock.tenant, beside.url)).judge(check)).verdict
}

describe('a token request without TLS', () => {
  test.each<[string, string, (path: string, https: string) => Reply]>([
    [
      'an OAuth error that wants TLS',
      'pass',
      () => [403, json, '{"error":"invalid_client","error_description":"HTTPS required"}'],
    ],
    ['nothing there', 'pass', () => [404, html, 'not found']],
    ['the same page everywhere', 'pass', () => [200, html, '<h1>Welcome</h1>']],
    ['another OAuth error than over https', 'pass', () => [400, json, '{"error":"invalid_request"}']],
    ['trouble', 'pass', () => [502, html, '']],
    ['a redirect to https', 'warn', (_, https) => [301, { location: https }]],
    ['the credentials judged', 'fail', () => [401, json, '{"error":"invalid_client"}']],
    [
      'the credentials judged, with an https address to read on',
      'fail',
      () => [401, json, '{"error":"invalid_client","error_uri":"https://errors.example/"}'],
    ],
    ['a token', 'fail', () => [200, json, '{"access_token":"x","token_type":"Bearer"}']],
  ])('%s: %s', async (_, verdict, reply) => {
    expect(await verdictOf(tokenEndpointHttps, reply)).toBe(verdict)
  })
})

describe('an authorization request without TLS', () => {
  const only = (reply: Reply) => (path: string) => (path === '/authorize' ? reply : ([404, html, ''] as const))

  test.each<[string, string, (path: string, https: string) => Reply]>([
    ['the same address over https', 'pass', (_, https) => [301, { location: https, 'set-cookie': 'balancer=1' }]],
    ['the same page everywhere', 'pass', () => [200, html, `<h1>Welcome</h1> visit ${Date.now()}`]],
    ['an error page', 'pass', only([400, html, 'use TLS'])],
    ['an https login page elsewhere', 'pass', only([302, { location: 'https://login.example/sign-in' }])],
    [
      'a session, then an https page',
      'fail',
      only([302, { location: 'https://login.example/x', 'set-cookie': 's=1' }]),
    ],
    ['a page', 'fail', only([200, html, '<input type=password>'])],
    ['an answer to the client', 'fail', only([302, { location: 'https://app.example/callback?error=x' }])],
    [
      'a page one redirect further',
      'fail',
      (path) => (path === '/in' ? [200, html, 'in'] : only([302, { location: '/in' }])(path)),
    ],
  ])('%s: %s', async (_, verdict, reply) => {
    expect(await verdictOf(authorizationEndpointHttps, reply)).toBe(verdict)
  })
})

describe('a call of the resource without TLS', () => {
  test.each<[string, string, (path: string, https: string) => Reply]>([
    ['the same page everywhere', 'pass', () => [200, html, '<h1>Welcome</h1>']],
    ['a challenge without a verdict on the token', 'pass', () => [401, { 'www-authenticate': 'Bearer' }]],
    ['a redirect', 'warn', (_, https) => [307, { location: https }]],
    ['the token judged', 'fail', () => [401, { 'www-authenticate': 'Bearer error="invalid_token"' }]],
    ['content', 'fail', (path) => (path === '/resource' ? [200, json, '{"balance":1}'] : [404, json, '{}'])],
  ])('%s: %s', async (_, verdict, reply) => {
    expect(await verdictOf(resourceHttps, reply)).toBe(verdict)
  })
})

describe('a server whose TLS nobody can use', () => {
  test.each([
    ['tls-bad-certificate', certificateValid],
    ['tls-only-legacy', tlsModernVersion],
  ])('%s is dead to every check but those of TLS itself', async (defect, check) => {
    await using bad = await createMockServer({ tls: 'development', tenant: { defects: [defect] } })
    const session = await sessionAt(bad.tenant)

    expect(session.dead).toBe(
      `${bad.url} fails the TLS handshake; give the certificate of its authority in tls.ca, or tls.insecure: true for a test server`,
    )
    expect([session.judgeable(check), session.judgeable(tokenEndpointHttps)]).toEqual([true, false])
    expect((await session.judge(check)).verdict).toBe('fail')
  })

  test('one that is not there is dead to all', async () => {
    const gone = await createMockServer({ tls: 'development' })
    const { tenant } = gone
    await gone.close()
    const session = await sessionAt(tenant)

    const dead = `${gone.url} does not answer; start the server, or correct its address`
    expect([session.dead, session.judgeable(certificateValid)]).toEqual([dead, false])
  })
})
