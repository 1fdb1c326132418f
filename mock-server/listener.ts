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
export function serverFor({ tenant }: MockOptions, certificate: Certificate | undefined): Server {
  if (certificate === undefined) return createHttpServer()
  const { cert, key } = certificate
  const sound: TlsSettings = { cert, key, minVersion: 'TLSv1.2', maxVersion: 'TLSv1.3', ciphers }
  const hooks = (tenant?.defects ?? []).map((id) => allDefects().get(id)?.listener)
  return createHttpsServer(hooks.reduce((settings, hook) => hook?.(settings) ?? settings, sound))
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

/** Ends a server and its open connections; does nothing to one that does not listen. */
export async function hangUp(server: Server): Promise<void> {
  if (!server.listening) return
  await new Promise<void>((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()))
    server.closeAllConnections()
  })
}
