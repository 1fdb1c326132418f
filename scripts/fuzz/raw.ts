import { connect } from 'node:net'

/** Beginnings of HTTP that no client library would send. */
export const rawRequests: readonly string[] = [
  'GET / HTTP/9.9\r\n\r\n',
  'POST /token HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello',
  'POST /token HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n',
  'POST /token HTTP/1.1\r\nHost: x\r\nContent-Length: 999999\r\n\r\nshort',
  'GET /authorize?a=\0 HTTP/1.1\r\nHost: x\r\n\r\n',
  'GET http://[::1 HTTP/1.1\r\nHost: x\r\n\r\n',
  'GET //%00//..//token HTTP/1.1\r\nHost: \r\n\r\n',
  'GET /authorize HTTP/1.1\r\nHost: a b c\r\n\r\n',
  'GET /authorize HTTP/1.1\r\n\r\n',
  'OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n',
  'CONNECT x:443 HTTP/1.1\r\nHost: x\r\n\r\n',
  'GET /jwks HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: upgrade\r\n\r\n',
  `GET /${'a'.repeat(20_000)} HTTP/1.1\r\nHost: x\r\n\r\n`,
  `GET / HTTP/1.1\r\nHost: x\r\nCookie: ${'a=b; '.repeat(4000)}\r\n\r\n`,
  '\x16\x03\x01\x00\xa5\x01\x00\x00\xa1',
  '\r\n\r\n\r\n',
]

/** Sends bytes and gives what comes back within a fifth of a second. */
export function sendRaw(port: number, bytes: string): Promise<string> {
  return new Promise((resolve) => {
    let answer = ''
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes, 'latin1'))
    const end = (): void => {
      socket.destroy()
      resolve(answer)
    }
    const timer = setTimeout(end, 200)
    socket.on('data', (chunk) => (answer += chunk.toString('latin1')))
    socket.on('error', end)
    socket.on('close', () => {
      clearTimeout(timer)
      end()
    })
  })
}
