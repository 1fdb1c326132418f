import { isIP } from 'node:net'
import { connect, rootCertificates, type ConnectionOptions, type TLSSocket } from 'node:tls'
import { Blocked } from '../verdict.ts'
import type { Surroundings } from './surroundings.ts'
import type { Greeting } from './transport-moves.ts'

/** Opens a TLS connection to the host of a URL and tells what was agreed on; throws `Blocked` when nobody is there. */
export async function greet({ target }: Surroundings, url: string, version?: 'TLSv1.2' | 'TLSv1.3'): Promise<Greeting> {
  const { host, port } = hostOf(url)
  const { authorities, limits } = target
  const options: ConnectionOptions = {
    host,
    port,
    minVersion: version ?? 'TLSv1.2',
    maxVersion: version ?? 'TLSv1.3',
    rejectUnauthorized: false,
    ...(isIP(host) === 0 ? { servername: host } : {}),
    ...(authorities === undefined ? {} : { ca: [...rootCertificates, authorities] }),
  }
  return new Promise((resolve, reject) => {
    let connected = false
    const socket = connect(options)
    const end = (greeting: Greeting): void => {
      socket.destroy()
      resolve(greeting)
    }
    const silent = (how: string): void => {
      socket.destroy()
      reject(new Blocked(`${host}:${port} ${how}`, { transient: true }))
    }
    const fails = (how: string): void => (connected ? end({ kind: 'refused', how }) : silent(how))
    socket.setTimeout(limits.request_timeout_ms, () => fails('did not answer in time'))
    socket.once('connect', () => (connected = true))
    socket.once('secureConnect', () => end(spoken(socket)))
    socket.on('error', (error) => fails(connected ? reasonOf(error) : 'refuses connections'))
    socket.once('close', () => fails('closed the connection'))
  })
}

/** Host and port of a URL as a socket wants them. */
export function hostOf(url: string): { readonly host: string; readonly port: number } {
  const { hostname, port } = new URL(url)
  return { host: hostname.replace(/^\[|\]$/g, ''), port: port === '' ? 443 : Number(port) }
}

function spoken(socket: TLSSocket): Greeting {
  const ends = Date.parse(socket.getPeerCertificate().valid_to ?? '')
  const fault = socket.authorized ? undefined : nameOf(socket.authorizationError)
  return {
    kind: 'spoken',
    version: socket.getProtocol() ?? 'an unknown version',
    fault,
    ends: Number.isNaN(ends) ? undefined : ends,
  }
}

function nameOf(error: Error | string): string {
  if (typeof error === 'string') return error
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message
}

function reasonOf(error: Error): string {
  const reason = 'reason' in error && typeof error.reason === 'string' ? error.reason : nameOf(error)
  return `broke the handshake off (${reason})`
}
