import type { RequestListener } from 'node:http'
import { expect, onTestFinished, test } from 'vitest'

import { openSession } from '../../harness/engine/session.ts'
import { Secrets } from '../../harness/evidence/redactor.ts'
import { completeTarget } from '../../harness/target/config/defaults.ts'
import { defaultClients } from '../../mock-server/defaults.ts'
import { setUpOf } from '../../scripts/proof/set-ups.ts'
import { describeMock } from '../acceptance/target-file.ts'
import { bundledChecks } from '../house/bundled-checks.ts'
import { httpLoopback } from '../http/loopback.ts'

const checks = (await bundledChecks()).map(({ check }) => check)

const json =
  (status: number, value: unknown): RequestListener =>
  (_, response) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value))
  }

const servers: Record<string, RequestListener> = {
  'says nothing at all': (_, response) => response.end(),
  'shows a page for everything': (_, response) =>
    response.setHeader('content-type', 'text/html').end('<!doctype html><title>Welcome</title><p>Hello'),
  'answers {} to everything': json(200, {}),
  'has never heard of anything': json(404, { error: 'not_found' }),
  'refuses everything as an invalid request': json(400, { error: 'invalid_request' }),
  'refuses everything as an invalid grant': json(400, { error: 'invalid_grant' }),
  'refuses every client': json(401, { error: 'invalid_client' }),
  'refuses every token': (_, response) =>
    response.writeHead(401, { 'www-authenticate': 'Bearer error="invalid_token"' }).end(),
  fails: (_, response) => response.writeHead(500).end('<h1>Oops</h1>'),
  'is busy': json(503, {}),
  'redirects in circles': (_, response) => response.writeHead(302, { location: '/again' }).end(),
  'redirects everybody to the client with an error': (request, response) => {
    const back = new URL(request.url ?? '/', 'http://127.0.0.1').searchParams.get('redirect_uri') ?? '/'
    response.writeHead(302, { location: `${back}?error=access_denied` }).end()
  },
  'sends broken JSON': (_, response) => response.setHeader('content-type', 'application/json').end('{"access_token":'),
  'hangs up': (request) => void request.socket.destroy(),
}

// Laws about what is published or shown: they hold or not by a look, and no flow has to succeed first.
const looks = new Set([
  'authz.endpoint-no-fragment',
  'authz.get-supported',
  'authz.no-cors',
  'authz.no-third-party-resources',
  'token.endpoint-no-fragment',
])

// A refusal proves something only beside a request that succeeds, so a server that never does anything right passes nothing.
test.each(Object.entries(servers))('a server that %s passes no check, and breaks none of ours', async (_, listener) => {
  const server = await httpLoopback(listener)
  onTestFinished(server.close)
  const { url } = server
  const described = describeMock(url, defaultClients(), [{ username: 'alice', password: 'a-password-of-alice' }])
  const metadata = Object.fromEntries(
    ['authorization', 'token', 'introspection', 'revocation', 'device_authorization'].map((name) => [
      `${name}_endpoint`,
      `${url}/${name}`,
    ]),
  )
  const config = completeTarget({
    ...described,
    discovery: false,
    metadata: { ...metadata, jwks_uri: `${url}/jwks`, code_challenge_methods_supported: ['S256'] },
    limits: { max_wait_s: 0.2 },
  })
  const signal = new AbortController().signal
  const session = await openSession(config, undefined, { profile: 'oauth2', signal, secrets: new Secrets() })
  onTestFinished(() => session.close())

  const judged = await Promise.all(
    checks.map(async (check) => {
      const { verdict, because } = await session.judge(check)
      return { id: check.id, verdict, told: `${check.id} ${verdict}: ${because}` }
    }),
  )

  // What is proven at another set-up of the mock has nothing to judge here either.
  const usual = judged.filter(({ id }) => setUpOf(id) === 'modern')
  expect(usual.filter(({ verdict }) => verdict === 'skip').length).toBeLessThan(usual.length / 4)
  const unearned = judged.filter(({ id, verdict }) => verdict === 'error' || (verdict === 'pass' && !looks.has(id)))
  expect(unearned.map(({ told }) => told)).toEqual([])
})
