import { connect } from 'node:net'
import type { Socket } from 'node:net'
import type { Credentials, Pairs, RawAnswer } from './raw-http.ts'
import { encode, formHeaders, parseObject } from './raw-http.ts'

/** Sends one form on `count` open connections so that all of them are complete at the same moment. */
export async function postTogether(
  url: string,
  form: Pairs,
  credentials: Credentials,
  count: number,
): Promise<RawAnswer[]> {
  const request = formRequest(url, encode([...form, ...(credentials.body ?? [])]), formHeaders(credentials))
  const sockets = await Promise.all(Array.from({ length: count }, () => open(url)))
  const answers = sockets.map(collect)
  for (const socket of sockets) socket.write(request.subarray(0, -1))
  await new Promise((resolve) => setTimeout(resolve, 60))
  for (const socket of sockets) socket.write(request.subarray(-1))
  return Promise.all(answers)
}

/** Sends a form whose Authorization header may hold any byte, which `fetch` would refuse. */
export async function postWithRawAuthorization(url: string, form: Pairs, header: Buffer): Promise<RawAnswer> {
  const request = formRequest(url, encode(form), { ...formHeaders({}), authorization: header.toString('latin1') })
  const socket = await open(url)
  const answer = collect(socket)
  socket.write(request)
  return answer
}

function formRequest(url: string, body: string, headers: Record<string, string>): Buffer {
  const { host, pathname } = new URL(url)
  const lines = Object.entries({ host, connection: 'close', 'content-length': String(body.length), ...headers })
  const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')
  return Buffer.from(`POST ${pathname} HTTP/1.1\r\n${head}\r\n${body}`, 'latin1')
}

function open(url: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1', () => resolve(socket))
    socket.setNoDelay(true)
    socket.once('error', reject)
  })
}

function collect(socket: Socket): Promise<RawAnswer> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = []
    socket.on('data', (chunk) => chunks.push(chunk))
    socket.on('error', () => undefined)
    socket.on('close', () => resolve(parse(Buffer.concat(chunks).toString('utf8'))))
  })
}

/** A dropped connection reads as status 0. */
function parse(raw: string): RawAnswer {
  const [head = '', ...rest] = raw.split('\r\n\r\n')
  const [statusLine = '', ...lines] = head.split('\r\n')
  const headers = new Headers(
    lines.map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1)]),
  )
  const body = rest.join('\r\n\r\n')
  return { status: Number(statusLine.split(' ')[1] ?? 0), headers, body, json: parseObject(body) }
}
