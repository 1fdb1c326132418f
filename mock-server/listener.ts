import { createServer as createHttpServer, type Server } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import type { SecureVersion } from 'node:tls'
import { allDefects } from './defects/index.ts'
import type { Certificate } from './keys/development-certificates.ts'
import type { MockOptions } from './options.ts'

/** How the mock speaks TLS; PEM, and the words of node:tls. */
export interface TlsSettings {
  readonly cert: string
  readonly key: string
  readonly minVersion: SecureVersion
  readonly maxVersion: SecureVersion
  readonly ciphers: string
}

// RFC 9325, section 4.2, and the suites of TLS 1.3: forward secrecy and authenticated encryption only.
const ciphers = [
  'TLS_AES_128_GCM_SHA256',
  'TLS_AES_256_GCM_SHA384',
  'TLS_CHACHA20_POLY1305_SHA256',
  'ECDHE-ECDSA-AES128-GCM-SHA256',
  'ECDHE-RSA-AES128-GCM-SHA256',
  'ECDHE-ECDSA-AES256-GCM-SHA384',
  'ECDHE-RSA-AES256-GCM-SHA384',
].join(':')

/** The server of a mock: plain HTTP, or TLS with a certificate, as the defects of the default tenant make it. */
export function serverFor(options: MockOptions, certificate: Certificate | undefined): Server {
  const { tenant } = options
  if (certificate === undefined) return createHttpServer()
  const { cert, key } = certificate
  const sound: TlsSettings = { cert, key, minVersion: 'TLSv1.2', maxVersion: 'TLSv1.3', ciphers }
  const hooks = (tenant?.defects ?? []).map((id) => allDefects().get(id)?.listener)
  const settings = hooks.reduce((changed, hook) => hook?.(changed) ?? changed, sound)
  // Whose certificate is good is for each tenant to say, after the handshake (RFC 8705, section 2).
  return createHttpsServer(asksForCertificates(options) ? { ...settings, ...optionalCertificate } : settings)
}

const optionalCertificate = { requestCert: true, rejectUnauthorized: false } as const

/** Whether the listener asks clients for a certificate: it is told to, or a tenant it starts with wants them. */
export function asksForCertificates({ tls, clientCertificates, tenant, tenants = {} }: MockOptions): boolean {
  const first = [tenant, ...Object.values(tenants)]
  return tls !== undefined && (clientCertificates ?? first.some((one) => Boolean(one?.features?.mtls)))
}

/** Binds a server and gives the host and port it can be reached at, such as 127.0.0.1:4000; rejects when the port is taken. */
export async function listen(server: Server, host = '127.0.0.1', port = 0): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve()
    })
  })
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('Expected a TCP address to listen at, got none.')
  const name = address.family === 'IPv6' ? `[${address.address}]` : address.address
  return `${name}:${address.port}`
}

/** Ends a server and its open connections, after so many seconds for requests under way; does nothing to one that does not listen. */
export async function hangUp(server: Server, grace = 0): Promise<void> {
  if (!server.listening) return
  // A connection that is kept alive becomes idle when its answer is out.
  const idle = setInterval(() => server.closeIdleConnections(), 20)
  const end = setTimeout(() => server.closeAllConnections(), grace * 1000)
  try {
    await new Promise<void>((resolve, reject) => {
      server.close((error) => (error ? reject(error) : resolve()))
      if (grace === 0) server.closeAllConnections()
    })
  } finally {
    clearInterval(idle)
    clearTimeout(end)
  }
}
