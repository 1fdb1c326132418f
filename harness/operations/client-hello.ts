import { randomBytes } from 'node:crypto'
import { connect, isIP, type Socket } from 'node:net'
import { Blocked } from '../verdict.ts'
import { suitesOf, usualSuites } from './cipher-suites.ts'
import { hostOf } from './greeting.ts'
import { readReply } from './server-hello.ts'
import type { Surroundings } from './surroundings.ts'
import type { HelloReply, Offer, OldVersion } from './transport-moves.ts'

/** Versions of the protocol as they travel (RFC 6101, RFC 2246, RFC 4346, RFC 5246). */
const wireVersions: Readonly<Record<OldVersion, number>> = {
  'SSL 3.0': 0x0300,
  'TLS 1.0': 0x0301,
  'TLS 1.1': 0x0302,
  'TLS 1.2': 0x0303,
}

/**
 * Sends one ClientHello and reads what the server chooses. Written by hand, because TLS libraries no longer offer what
 * has to be offered here. Throws `Blocked` when nobody is there.
 */
export async function hello({ target }: Surroundings, url: string, offer: Offer): Promise<HelloReply> {
  const { host, port } = hostOf(url)
  const socket = connect({ host, port })
  const codes = offer.suites === 'usual' ? usualSuites : suitesOf(offer.suites)
  try {
    return await converse(socket, clientHello(host, offer, codes), target.limits.request_timeout_ms, offer, codes)
  } finally {
    socket.destroy()
  }
}

function converse(
  socket: Socket,
  greeting: Buffer,
  patience: number,
  offer: Offer,
  codes: ReadonlyMap<number, string>,
): Promise<HelloReply> {
  return new Promise((resolve, reject) => {
    let connected = false
    let heard = Buffer.alloc(0)
    const fails = (how: string): void => {
      if (connected) resolve({ kind: 'refused', how })
      else reject(new Blocked(`no connection for a handshake: the server ${how}`, { transient: true }))
    }
    socket.setTimeout(patience, () => fails('did not answer in time'))
    socket.once('connect', () => {
      connected = true
      socket.write(greeting)
    })
    socket.on('data', (chunk) => {
      heard = Buffer.concat([heard, chunk])
      const reply = readReply(heard, wireVersions[offer.version], codes)
      if (reply !== undefined) resolve(reply)
    })
    socket.on('error', () => fails(connected ? 'dropped the connection' : 'refuses connections'))
    socket.once('close', () => fails('closed the connection'))
  })
}

/** A ClientHello record (RFC 5246 sections 6.2.1 and 7.4.1.2), with extensions from TLS 1.0 on. */
function clientHello(host: string, { version }: Offer, codes: ReadonlyMap<number, string>): Buffer {
  const wire = wireVersions[version]
  // The last one says that the client knows secure renegotiation (RFC 5746 section 3.3).
  const suites = [...codes.keys(), 0x00ff].map(short)
  const body = Buffer.concat([
    short(wire),
    randomBytes(32),
    Buffer.of(0),
    vector(2, ...suites),
    Buffer.of(1, 0),
    ...(version === 'SSL 3.0' ? [] : [vector(2, ...extensions(host, wire))]),
  ])
  const handshake = Buffer.concat([Buffer.of(1), vector(3, body)])
  return Buffer.concat([Buffer.of(22), short(Math.min(wire, 0x0301)), vector(2, handshake)])
}

function extensions(host: string, wire: number): Buffer[] {
  const groups = [0x001d, 0x0017, 0x0018, 0x0019].map(short)
  const algorithms = [0x0403, 0x0503, 0x0603, 0x0804, 0x0805, 0x0806, 0x0401, 0x0501, 0x0601, 0x0203, 0x0201].map(short)
  return [
    ...(isIP(host) === 0 ? [extension(0, vector(2, Buffer.of(0), vector(2, Buffer.from(host))))] : []),
    extension(10, vector(2, ...groups)),
    extension(11, vector(1, Buffer.of(0))),
    extension(23, Buffer.alloc(0)),
    ...(wire < 0x0303 ? [] : [extension(13, vector(2, ...algorithms))]),
  ]
}

function extension(type: number, data: Buffer): Buffer {
  return Buffer.concat([short(type), vector(2, data)])
}

/** The parts behind their common length, in so many bytes. */
function vector(width: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts)
  const length = Buffer.alloc(width)
  length.writeUIntBE(content.length, 0, width)
  return Buffer.concat([length, content])
}

function short(value: number): Buffer {
  return Buffer.of(value >> 8, value & 0xff)
}
