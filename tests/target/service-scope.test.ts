import { createServer } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { check } from '../../harness/check.ts'
import { openSession } from '../../harness/engine/session.ts'
import { Secrets } from '../../harness/evidence/redactor.ts'
import { must } from '../../harness/law.ts'
import { completeTarget } from '../../harness/target/config/defaults.ts'
import { targetOf } from '../../harness/target/resolve.ts'

/** Gives a client nothing that asks about a user. */
const server = createServer((request, response) => {
  let body = ''
  request.on('data', (chunk) => (body += String(chunk)))
  request.on('end', () => {
    const refused = new URLSearchParams(body).get('scope') === 'openid'
    response.writeHead(refused ? 400 : 200, { 'content-type': 'application/json', 'cache-control': 'no-store' })
    const token = { access_token: 'c29tZS1vcGFxdWUtdG9rZW4', token_type: 'Bearer', expires_in: 60 }
    response.end(JSON.stringify(refused ? { error: 'invalid_scope' } : token))
  })
})
let issuer = ''
beforeAll(async () => {
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const address = server.address()
  issuer = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : ''}`
})
afterAll(() => void server.close())

const withScope = (scope?: string) =>
  completeTarget({
    issuer,
    discovery: false,
    metadata: { token_endpoint: `${issuer}/token` },
    clients: {
      web: { client_id: 'web', client_secret: 's', grant_types: ['client_credentials'], ...(scope && { scope }) },
    },
  })

test.each([
  ['openid profile read write', 'read write openid profile'],
  ['read openid write', 'read write openid'],
  ['openid email', 'openid email'],
  [undefined, undefined],
])('of the scope %s a client asks for itself as in %s', (scope, first) => {
  expect(targetOf(withScope(scope), {}, false, undefined).clients[0]?.scope).toBe(first)
})

test('a client whose scope begins with openid gets a token for itself', async () => {
  const session = await openSession(withScope('openid read'), undefined, {
    profile: 'oauth2',
    signal: AbortSignal.timeout(30_000),
    secrets: new Secrets(),
  })
  const works = check({
    id: 'test.service',
    title: 'A client gets a token for itself',
    law: [must('RFC 6749', '4.4')],
    needs: [],
    steps: { ask: 'Ask' },
    holds: 'There is a token',
    defect: 'none',
    run: async ({ op, step }) => void (await step.ask(() => op.clientCredentials().tokens())),
  })
  expect(await session.judge(works)).toMatchObject({ verdict: 'pass' })
  await session.close()
})
