import type { Socket } from 'node:net'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { describe, expect, onTestFinished, test } from 'vitest'

import type { SilenceKind } from '../../harness/http/answer.ts'
import { deadAddress, httpLoopback, socketLoopback } from './loopback.ts'
import { get, openLine, silenceOf } from './open-line.ts'

const head = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n'

interface Hostility {
  readonly name: string
  readonly kind: SilenceKind
  readonly says: RegExp
  speak(socket: Socket): void
}

const endless = (socket: Socket): void => {
  const more = (): void => {
    while (!socket.destroyed && socket.write('x'.repeat(16_384)));
    if (!socket.destroyed) socket.once('drain', more)
  }
  more()
}

const drip = (socket: Socket, text: string): void => {
  const timer = setInterval(() => socket.write(text), 20)
  socket.on('close', () => clearInterval(timer))
}

const hostilities: Hostility[] = [
  {
    name: 'a body without an end',
    kind: 'too-large',
    says: /sent a body beyond the limit/,
    speak(socket) {
      socket.write(`${head}\r\n`)
      endless(socket)
    },
  },
  {
    name: 'a chunked body without an end',
    kind: 'too-large',
    says: /sent a body beyond the limit/,
    speak(socket) {
      socket.write(`${head}transfer-encoding: chunked\r\n\r\n`)
      const chunk = `4000\r\n${'y'.repeat(0x4000)}\r\n`
      const more = (): void => {
        while (!socket.destroyed && socket.write(chunk));
        if (!socket.destroyed) socket.once('drain', more)
      }
      more()
    },
  },
  {
    name: 'bytes that are not HTTP',
    kind: 'malformed',
    says: /sent something that is not HTTP/,
    speak: (socket) => socket.end('220 mail.example ESMTP\r\n'),
  },
  {
    name: 'a status line without a status',
    kind: 'malformed',
    says: /not HTTP/,
    speak: (socket) => socket.end('HTTP/1.1 yes OK\r\n\r\n'),
  },
  {
    name: 'headers of a megabyte',
    kind: 'malformed',
    says: /not HTTP/,
    speak(socket) {
      socket.write(`${head}x-long: ${'z'.repeat(1_000_000)}\r\n\r\n`)
    },
  },
  {
    name: 'two different lengths of one body',
    kind: 'malformed',
    says: /not HTTP/,
    speak: (socket) => socket.end(`${head}content-length: 2\r\ncontent-length: 4\r\n\r\n{}{}`),
  },
  {
    name: 'a connection closed before the answer',
    kind: 'reset',
    says: /dropped the connection/,
    speak: (socket) => socket.end(),
  },
  {
    name: 'a connection reset before the answer',
    kind: 'reset',
    says: /dropped the connection/,
    speak: (socket) => socket.resetAndDestroy(),
  },
  {
    name: 'a body shorter than its content-length',
    kind: 'reset',
    says: /dropped the connection/,
    speak: (socket) => socket.end(`${head}content-length: 100\r\n\r\n{"short":true}`),
  },
]

describe('a hostile server ends in silence of the right kind', () => {
  test.each(hostilities)('$name: $kind', async ({ kind, says, speak }) => {
    const server = await socketLoopback(speak)
    onTestFinished(server.close)
    const line = openLine()

    const silence = await silenceOf(line.send(get(`${server.url}/token`)))

    expect(silence.kind).toBe(kind)
    expect(silence.message).toMatch(says)
    expect(silence.message.startsWith(`${server.url} `)).toBe(true)
    expect(line.exchanges).toMatchObject([{ id: 'x1', response: undefined, failure: silence.message }])
  })

  test('nobody listening: refused', async () => {
    const url = await deadAddress()

    const silence = await silenceOf(openLine().send(get(`${url}/token`)))

    expect(silence.kind).toBe('refused')
    expect(silence.message).toBe(`${url} refuses connections`)
  })
})

describe('a server that is slow without end meets the time limit', () => {
  const limit = { request_timeout_ms: 400 }

  test.each<[string, (socket: Socket) => void]>([
    ['no byte at all', () => undefined],
    [
      'a status line, letter by letter',
      (socket) => {
        socket.write('HTTP/1.1 200 ')
        drip(socket, 'O')
      },
    ],
    [
      'header lines without an end',
      (socket) => {
        socket.write(head)
        drip(socket, 'x-more: and more\r\n')
      },
    ],
    [
      'a body that drips',
      (socket) => {
        socket.write(`${head}content-length: 100000\r\n\r\n`)
        drip(socket, ' ')
      },
    ],
  ])('%s', async (_, speak) => {
    const server = await socketLoopback(speak)
    onTestFinished(server.close)

    const silence = await silenceOf(openLine(limit).send(get(`${server.url}/token`)))

    expect(silence.kind).toBe('timeout')
    expect(silence.message).toBe(`${server.url} did not answer in time`)
  })
})

describe('sizes', () => {
  test('2 MB where 1 MB is allowed is too large; within the limit every byte arrives', async () => {
    const server = await httpLoopback((_, response) => response.end('a'.repeat(2_000_000)))
    onTestFinished(server.close)

    expect((await silenceOf(openLine().send(get(server.url)))).kind).toBe('too-large')
    expect((await openLine({ max_body_bytes: 2_000_000 }).send(get(server.url))).body).toHaveLength(2_000_000)
  })

  test.each<[string, (data: Buffer) => Buffer]>([
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
  ])('a %s bomb of 10 MB zeros is too large', async (encoding, compress) => {
    const bomb = compress(Buffer.alloc(10_000_000))
    const server = await httpLoopback((_, response) => {
      response.setHeader('content-encoding', encoding)
      response.end(bomb)
    })
    onTestFinished(server.close)

    expect(bomb.length).toBeLessThan(20_000)
    expect((await silenceOf(openLine().send(get(server.url)))).kind).toBe('too-large')
  })

  test('a gzip body cut in the middle is malformed', async () => {
    const whole = gzipSync('{"access_token":"abc"}')
    const server = await httpLoopback((_, response) => {
      response.setHeader('content-encoding', 'gzip')
      response.end(whole.subarray(0, whole.length - 12))
    })
    onTestFinished(server.close)

    expect((await silenceOf(openLine().send(get(server.url)))).kind).toBe('malformed')
  })
})

test('the same server is still understood after it was hostile', async () => {
  let turn = 0
  const server = await socketLoopback((socket) => {
    turn += 1
    if (turn === 1) socket.end('nonsense\r\n\r\n')
    else socket.end(`${head}content-length: 2\r\nconnection: close\r\n\r\n{}`)
  })
  onTestFinished(server.close)
  const line = openLine()

  expect((await silenceOf(line.send(get(server.url)))).kind).toBe('malformed')
  expect((await line.send(get(server.url))).json).toEqual({})
})

test('a redirect that carries a very long request back is an answer', async () => {
  const location = `/login?next=${'a'.repeat(300_000)}`
  const server = await httpLoopback((_, response) => response.writeHead(302, { location }).end())
  onTestFinished(server.close)

  expect((await openLine().send(get(server.url))).header('location')).toBe(location)
})
