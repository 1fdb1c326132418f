import type { IncomingMessage } from 'node:http'
import { gzipSync } from 'node:zlib'
import { expect, onTestFinished, test } from 'vitest'

import { bodyOf, httpLoopback, socketLoopback, type Loopback } from './loopback.ts'
import { userAgent } from '../../harness/http/transport.ts'
import { get, openLine, outcomeOf, silenceOf } from './open-line.ts'

async function telling(text: string): Promise<Loopback> {
  const server = await socketLoopback((socket) => socket.end(text))
  onTestFinished(server.close)
  return server
}

test('repeated header lines keep their order and spelling', async () => {
  const { url } = await telling(
    [
      'HTTP/1.1 401 Unauthorized',
      'Set-Cookie: a=1',
      'WWW-Authenticate: Basic realm="x"',
      'set-cookie: b=2',
      'WWW-Authenticate: Bearer',
      'Content-Length: 0',
      '',
      '',
    ].join('\r\n'),
  )

  const answer = await openLine().send(get(url))

  expect(answer.status).toBe(401)
  expect(answer.headers).toEqual([
    ['Set-Cookie', 'a=1'],
    ['WWW-Authenticate', 'Basic realm="x"'],
    ['set-cookie', 'b=2'],
    ['WWW-Authenticate', 'Bearer'],
    ['Content-Length', '0'],
  ])
  expect(answer.all('www-authenticate')).toEqual(['Basic realm="x"', 'Bearer'])
  expect(answer.header('Set-Cookie')).toBe('a=1, b=2')
  expect(answer.header('location')).toBeUndefined()
})

test('the time of an exchange is parted into waiting for its turn, for the answer, and for its end', async () => {
  const { url, close } = await httpLoopback((_, response) => setTimeout(() => response.end('{}'), 40))
  onTestFinished(close)
  const line = openLine({ concurrency: 1 })

  await Promise.all([line.send(get(url)), line.send(get(url))])

  const times = line.exchanges.map(({ ms, phases }) => ({ ms, blocked: 0, wait: 0, receive: -1, ...phases }))
  for (const { ms, blocked, wait, receive } of times) {
    expect(blocked + wait + receive).toBe(ms)
    expect(wait).toBeGreaterThan(30)
    expect(receive).toBeGreaterThanOrEqual(0)
  }
  // One at a time: the other was held back for as long as the first one took.
  expect(Math.max(...times.map(({ blocked }) => blocked))).toBeGreaterThan(30)
})

test('an exchange without an answer tells its time as a whole', async () => {
  const { url, close } = await socketLoopback((socket) => socket.destroy())
  onTestFinished(close)
  const line = openLine()

  await silenceOf(line.send(get(url)))

  expect(line.exchanges[0]).not.toHaveProperty('phases')
})

test('a hint before the answer is not the answer', async () => {
  const { url } = await telling(
    'HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\nHTTP/1.1 200 OK\r\nx-real: yes\r\ncontent-length: 2\r\n\r\n{}',
  )

  const answer = await openLine().send(get(url))

  expect([answer.status, answer.header('x-real'), answer.header('link')]).toEqual([200, 'yes', undefined])
})

test('a redirect is an answer, never followed', async () => {
  const asked: (string | undefined)[] = []
  const server = await httpLoopback((request, response) => {
    asked.push(request.url)
    response.writeHead(302, { location: '/elsewhere' }).end()
  })
  onTestFinished(server.close)

  const answer = await openLine().send(get(`${server.url}/here`))

  expect([answer.status, answer.header('location')]).toEqual([302, '/elsewhere'])
  expect(asked).toEqual(['/here'])
})

test('a compressed body is read', async () => {
  const server = await httpLoopback((_, response) => {
    response.writeHead(200, { 'content-encoding': 'gzip', 'content-type': 'Application/JSON; charset=utf-8' })
    response.end(gzipSync('{"error":"invalid_grant"}'))
  })
  onTestFinished(server.close)

  const answer = await openLine().send(get(server.url))

  expect([answer.error, answer.mediaType]).toEqual(['invalid_grant', 'application/json'])
})

test.each(['{"access_token":', '', '[]', 'null', '"text"', '{} {}', '<html></html>'])(
  'the body %j is an answer without members',
  async (body) => {
    const server = await httpLoopback((_, response) => {
      response.setHeader('content-type', 'application/json').end(body)
    })
    onTestFinished(server.close)

    const answer = await openLine().send(get(server.url))

    expect([answer.status, answer.body, answer.json, answer.error, answer.hasToken]).toEqual([
      200,
      body,
      undefined,
      undefined,
      false,
    ])
  },
)

test('what is sent arrives as written, with the headers of the target unless the request names them', async () => {
  const seen: { request: IncomingMessage; body: string }[] = []
  const server = await httpLoopback(async (request, response) => {
    seen.push({ request, body: await bodyOf(request) })
    response.end('{}')
  })
  onTestFinished(server.close)
  const line = openLine({ headers: { 'X-Tenant': 'one', Accept: 'text/plain' } })

  const answer = await line.send({
    method: 'POST',
    url: `${server.url}/token?a=1`,
    headers: [
      ['accept', 'application/json'],
      ['content-type', 'application/x-www-form-urlencoded'],
    ],
    body: 'code=%20+&code=2',
  })

  expect(seen[0]?.body).toBe('code=%20+&code=2')
  expect(seen[0]?.request).toMatchObject({ method: 'POST', url: '/token?a=1' })
  expect(seen[0]?.request.headers).toMatchObject({
    'x-tenant': 'one',
    accept: 'application/json',
    'user-agent': userAgent,
  })
  expect(answer.request.headers).toContainEqual(['X-Tenant', 'one'])
  expect(answer.request.headers).not.toContainEqual(['Accept', 'text/plain'])
})

test('exchanges are numbered and filed under the step and attempt under way', async () => {
  const server = await httpLoopback((_, response) => response.end('{}'))
  onTestFinished(server.close)
  const line = openLine()
  line.step = 'first'
  await line.send(get(server.url))
  line.step = 'second'
  line.attempt = 2
  const sent = line.send(get(`${server.url}/later`))

  expect(line.exchanges[1]).toMatchObject({ id: 'x2', step: 'second', failure: 'unfinished' })
  const answer = await sent

  expect(answer.exchange).toBe('x2')
  expect(line.exchanges).toMatchObject([
    { id: 'x1', step: 'first', attempt: 1, response: { status: 200 }, failure: undefined },
    { id: 'x2', step: 'second', attempt: 2, response: { status: 200, body: '{}' }, failure: undefined },
  ])
})

test.each(['nonsense', '/token', 'ftp://127.0.0.1/token', 'http://'])(
  'the address %j is nothing to send to, and said so',
  async (url) => {
    const line = openLine()

    const silence = await silenceOf(line.send(get(url)))

    expect(silence.kind).toBe('unusable')
    expect(silence.message).toContain('is not an http or https address')
    expect(line.exchanges).toMatchObject([{ response: undefined, failure: silence.message }])
  },
)

test('a header that HTTP cannot carry is our mistake and not the silence of the server', async () => {
  const server = await httpLoopback((_, response) => response.end('{}'))
  onTestFinished(server.close)

  const sent = openLine().send({ method: 'GET', url: server.url, headers: [['authorization', 'Bearer a\r\nb']] })

  await expect(outcomeOf(sent)).rejects.toThrow(/header/)
})
