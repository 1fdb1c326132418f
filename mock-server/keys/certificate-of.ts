import { readFile } from 'node:fs/promises'
import type { TlsOptions } from '../options.ts'
import { developmentAuthority, developmentCertificate } from './development-certificates.ts'
import type { SignedCertificate } from './certificate-for.ts'

/** The certificate the options ask for: published, made, given or read from files; rejects when a file cannot be read. */
export async function certificateOf(tls: TlsOptions | undefined): Promise<SignedCertificate | undefined> {
  if (tls === undefined) return undefined
  if (tls === 'development') return { ...developmentCertificate, authority: developmentAuthority }
  if ('hosts' in tls) return (await import('./certificate-for.ts')).certificateFor(tls.hosts)
  if ('cert' in tls) return { ...tls, authority: tls.cert }
  const [cert, key] = await Promise.all([pem('certFile', tls.certFile), pem('keyFile', tls.keyFile)])
  return { cert, key, authority: cert }
}

async function pem(name: string, path: string): Promise<string> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new Error(`Expected a PEM file in tls.${name}, got none: ${reason}. Correct the path.`, { cause })
  })
  if (text.includes('-----BEGIN ')) return text
  throw new Error(`Expected PEM in tls.${name}, got something else in ${path}. Give a certificate and its private key.`)
}
