import type { RequestListener } from 'node:http'
import { describe, expect, onTestFinished, test } from 'vitest'

import { discover, metadataUrls } from '../../harness/target/discover.ts'
import { completeTarget } from '../../harness/target/config/defaults.ts'
import type { TargetEntry } from '../../harness/target/config/config.ts'
import { resolveTarget } from '../../harness/target/resolve.ts'
import { deadAddress, httpLoopback } from '../http/loopback.ts'
import { openLine } from '../http/open-line.ts'

describe('where metadata may lie', () => {
  const openid = '/.well-known/openid-configuration'
  const oauth = '/.well-known/oauth-authorization-server'

  test.each([
    ['https://as.example', [openid, oauth]],
    ['https://as.example/', [openid, oauth]],
    ['https://as.example:8443', [openid, oauth]],
    ['https://as.example/tenant', [`/tenant${openid}`, `${oauth}/tenant`, `${openid}/tenant`, `/tenant${oauth}`]],
    ['https://as.example/tenant/', [`/tenant${openid}`, `${oauth}/tenant`, `${openid}/tenant`, `/tenant${oauth}`]],
    ['https://as.example/a/b', [`/a/b${openid}`, `${oauth}/a/b`, `${openid}/a/b`, `/a/b${oauth}`]],
  ])('of %s', (issuer, paths) => {
    expect(metadataUrls(issuer)).toEqual(paths.map((path) => new URL(issuer).origin + path))
  })
})

async function serving(
  paths: Record<string, RequestListener>,
): Promise<{ url: string; asked: (string | undefined)[] }> {
  const asked: (string | undefined)[] = []
  const server = await httpLoopback((request, response) => {
    asked.push(request.url)
    const listener = paths[request.url ?? '']
    if (listener === undefined) response.writeHead(404, { 'content-type': 'application/json' }).end('{"issuer":"no"}')
    else listener(request, response)
  })
  onTestFinished(server.close)
  return { url: server.url, asked }
}

const json =
  (value: unknown): RequestListener =>
  (_, response) => {
    response.setHeader('content-type', 'application/json').end(JSON.stringify(value))
  }

const openid = '/.well-known/openid-configuration'
const oauth = '/.well-known/oauth-authorization-server'
const metadata = { issuer: 'https://as.example', token_endpoint: 'https://as.example/token' }

describe('finding metadata', () => {
  test('the first document found is taken and the others are not asked for', async () => {
    const { url, asked } = await serving({ [openid]: json(metadata), [oauth]: json({ issuer: 'other' }) })

    expect(await discover(openLine(), url)).toEqual({ metadata, url: url + openid })
    expect(asked).toEqual([openid])
  })

  test.each<[string, RequestListener]>([
    ['a page with status 200', (_, response) => response.setHeader('content-type', 'text/html').end('<html></html>')],
    ['a redirect to the login page', (_, response) => response.writeHead(302, { location: '/login' }).end()],
    ['a redirect with metadata in its body', (_, response) => response.writeHead(302).end(JSON.stringify(metadata))],
    ['JSON of something else', json({ version: 1 })],
    ['a list', json([metadata])],
    ['broken JSON', (_, response) => response.end('{"issuer":')],
    ['status 500', (_, response) => response.writeHead(500).end(JSON.stringify(metadata))],
    ['a document beyond the limit', (_, response) => response.end(`{"issuer":"${'x'.repeat(2_000_000)}"}`)],
    ['something that is not HTTP', (request) => void request.socket.end('no\r\n\r\n')],
  ])('%s is no metadata: the next place is asked', async (_, listener) => {
    const { url } = await serving({ [openid]: listener, [oauth]: json(metadata) })

    expect(await discover(openLine(), url)).toEqual({ metadata, url: url + oauth })
  })

  test('nowhere anything: no metadata, after every place was asked', async () => {
    const { url, asked } = await serving({})

    expect(await discover(openLine(), `${url}/tenant`)).toBeUndefined()
    expect(asked).toHaveLength(4)
  })

  test('nobody there: that is said', async () => {
    const dead = await deadAddress()

    await expect(discover(openLine(), dead)).rejects.toMatchObject({ name: 'NoAnswer', kind: 'refused' })
  })
})

describe('a target with metadata', () => {
  const resolved = async (listener: RequestListener, entry: Partial<TargetEntry> = {}) => {
    const { url, asked } = await serving({ [openid]: listener })
    const target = await resolveTarget(completeTarget({ issuer: url, ...entry }), openLine(), undefined)
    return { target, asked }
  }

  test('what the target file states goes before what the server publishes', async () => {
    const { target } = await resolved(json({ ...metadata, revocation_endpoint: 'https://as.example/revoke' }), {
      metadata: { token_endpoint: 'https://inside.example/token', introspection_endpoint: 'https://as.example/ask' },
    })

    expect(target.endpoint('token')).toBe('https://inside.example/token')
    expect(target.endpoint('introspection')).toBe('https://as.example/ask')
    expect(target.endpoint('revocation')).toBe('https://as.example/revoke')
    expect(target.has('discovery')).toBe(true)
  })

  test('an endpoint nobody names makes the check a skip that says what to add', async () => {
    const { target } = await resolved(json(metadata))

    expect(() => target.endpoint('userinfo')).toThrow(
      'the server names no userinfo_endpoint: add metadata.userinfo_endpoint',
    )
    expect(() => target.endpoint('jwks')).toThrow('the server names no jwks_uri: add metadata.jwks_uri')
  })

  test('an endpoint that is no text is not named', async () => {
    const { target } = await resolved(json({ ...metadata, token_endpoint: ['https://as.example/token'] }))

    expect(() => target.endpoint('token')).toThrow('add metadata.token_endpoint')
  })

  test('discovery: false asks nothing', async () => {
    const { target, asked } = await resolved(json(metadata), { discovery: false })

    expect(asked).toEqual([])
    expect([target.has('discovery'), target.lacking('discovery')]).toEqual([
      false,
      'discovery: the server publishes no metadata document',
    ])
  })
})
