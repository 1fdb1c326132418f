import type { IncomingMessage, ServerResponse } from 'node:http'
import { expect, onTestFinished, test } from 'vitest'

import { targetText } from '../../harness/setup/target-text.ts'
import { survey } from '../../harness/setup/survey.ts'
import { assay, folder } from '../cli/init-run.ts'
import { httpLoopback } from '../http/loopback.ts'

type Places = Readonly<Record<string, (response: ServerResponse) => void>>

const answer =
  (status: number, body: unknown, type = 'application/json') =>
  (response: ServerResponse): void =>
    void response
      .writeHead(status, { 'content-type': type })
      .end(typeof body === 'string' ? body : JSON.stringify(body))

const invalid = answer(401, { error: 'invalid_client' })
const unknownClient = answer(400, '<h1>Unknown client</h1>', 'text/html')
const shell = answer(200, '<div id=root></div>', 'text/html')

/** A server without metadata that has these places and gives the same answer everywhere else. */
async function serving(places: Places, otherwise = answer(404, 'Not found', 'text/plain')): Promise<string> {
  const { url, close } = await httpLoopback(({ method, url: asked = '/' }: IncomingMessage, response: ServerResponse) =>
    (places[`${method} ${asked.split('?', 1)[0]}`] ?? otherwise)(response),
  )
  onTestFinished(close)
  return url
}

const pairs: readonly (readonly [string, string])[] = [
  ['/oauth/authorize', '/oauth/token'],
  ['/o/authorize/', '/o/token/'],
  ['/dialog/authorize', '/oauth/token'],
  ['/oauth/authorize', '/oauth/access_token'],
]

test.each(pairs)('the endpoints of a server without metadata are found at %s and %s', async (page, token) => {
  const issuer = await serving({ [`GET ${page}`]: unknownClient, [`POST ${token}`]: invalid })

  const { endpoints } = await survey({ issuer })

  expect(endpoints).toEqual({ authorization_endpoint: issuer + page, token_endpoint: issuer + token })
})

test('a token endpoint that refuses in its own way, beside a shell of an application at every other address', async () => {
  const refusal = answer(401, 'Unauthorized', 'text/plain')
  const issuer = await serving({ 'GET /oauth2/authorize': unknownClient, 'POST /oauth2/token': refusal }, shell)

  expect((await survey({ issuer })).endpoints?.token_endpoint).toBe(`${issuer}/oauth2/token`)
})

test('a login of an application that shows one page everywhere stands beside its token endpoint', async () => {
  const issuer = await serving({ 'POST /oauth/token': invalid }, shell)

  expect((await survey({ issuer })).endpoints?.authorization_endpoint).toBe(`${issuer}/oauth/authorize`)
})

test.each([
  ['knows no address', answer(404, { error: 'not_found' })],
  ['shows one page everywhere', shell],
  ['wants to know first who asks', answer(401, { error: 'unauthorized' })],
])('nothing is taken for an endpoint at a server that %s', async (_, otherwise) => {
  const issuer = await serving({}, otherwise)

  const found = await survey({ issuer })

  expect(found.endpoints).toBeUndefined()
  expect(targetText(found, false, {})).toContain(`authorization_endpoint: ${issuer}/authorize`)
})

test('init writes what it found, and asks to look at it', async () => {
  const issuer = await serving({ 'GET /connect/authorize': unknownClient, 'POST /connect/token': invalid })

  const { stdout } = await assay(await folder(), ['init', issuer, '--dry-run'])

  expect(stdout).toContain(`authorization_endpoint: ${issuer}/connect/authorize`)
  expect(stdout).toContain(`token_endpoint: ${issuer}/connect/token`)
  expect(stdout).toMatch(/to do: look at metadata: .*\/connect\/token answered/)
})

const everything = {
  'GET /oauth/authorize': unknownClient,
  'POST /oauth/token': invalid,
  'GET /jwks': answer(200, { keys: [{ kty: 'RSA', n: 'x', e: 'AQAB' }] }),
  'GET /oauth/userinfo': answer(401, { error: 'invalid_token' }),
  'POST /oauth/introspect': answer(200, { active: false }),
  'POST /oauth/revoke': answer(200, '', 'text/plain'),
  'POST /oauth/device/code': answer(400, { error: 'invalid_client' }),
}

test('further endpoints are found where they answer as such endpoints do', async () => {
  const issuer = await serving(everything)

  expect((await survey({ issuer })).endpoints).toEqual({
    authorization_endpoint: `${issuer}/oauth/authorize`,
    token_endpoint: `${issuer}/oauth/token`,
    jwks_uri: `${issuer}/jwks`,
    userinfo_endpoint: `${issuer}/oauth/userinfo`,
    introspection_endpoint: `${issuer}/oauth/introspect`,
    revocation_endpoint: `${issuer}/oauth/revoke`,
    device_authorization_endpoint: `${issuer}/oauth/device/code`,
  })
})

test('those of a server with slashes at the end are found with them, and init writes them all', async () => {
  const issuer = await serving({
    'GET /o/authorize/': unknownClient,
    'POST /o/token/': invalid,
    'GET /o/.well-known/jwks.json': everything['GET /jwks'],
    'POST /o/introspect/': invalid,
    'POST /o/revoke_token/': invalid,
  })

  const { stdout } = await assay(await folder(), ['init', issuer, '--dry-run'])

  for (const place of ['.well-known/jwks.json', 'introspect/', 'revoke_token/'])
    expect(stdout).toContain(`${issuer}/o/${place}\n`)
  expect(stdout).toMatch(/to do: look at metadata: .*\/o\/revoke_token\/ answered/)
})

test.each([
  ['refuses every request the same way', answer(401, { error: 'invalid_client' })],
  ['refuses every request without words', answer(401, 'Unauthorized', 'text/plain')],
  ['asks everywhere for a token', answer(401, { error: 'invalid_token' })],
  ['shows one page everywhere', shell],
  ['answers everything with nothing', answer(200, '', 'text/plain')],
  ['answers everything with an object', answer(200, { status: 'ok' })],
  ['breaks down', answer(500, { error: 'server_error' })],
])('no further endpoint is made up at a server that %s', async (_, otherwise) => {
  const issuer = await serving(
    { 'GET /oauth/authorize': unknownClient, 'POST /oauth/token': answer(400, { error: 'unsupported_grant_type' }) },
    otherwise,
  )

  expect(Object.keys((await survey({ issuer })).endpoints ?? {})).toEqual(['authorization_endpoint', 'token_endpoint'])
})

test('a token endpoint that answers for everything below it is no endpoint of another kind', async () => {
  const token = answer(400, { error: 'unsupported_grant_type' })
  const issuer = await serving({
    'GET /authorize': unknownClient,
    'POST /token': token,
    'POST /token/introspection': token,
    'POST /token/revocation': token,
  })

  expect(Object.keys((await survey({ issuer })).endpoints ?? {})).toEqual(['authorization_endpoint', 'token_endpoint'])
})
