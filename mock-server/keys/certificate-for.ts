import { randomBytes } from 'node:crypto'
import { isIP } from 'node:net'
import type { Certificate } from './development-certificates.ts'

/** A certificate with the authority that signed it, PEM. */
export interface SignedCertificate extends Certificate {
  readonly authority: string
}

const own = ['localhost', '127.0.0.1', '::1']
const year = 365 * 24 * 60 * 60 * 1000

/** Makes a certificate for these host names and addresses besides localhost, with an authority whose key is thrown away. */
export async function certificateFor(hosts: readonly string[]): Promise<SignedCertificate> {
  const { generate } = await import('selfsigned')
  const dates = { notBeforeDate: new Date(Date.now() - 60_000), notAfterDate: new Date(Date.now() + year) }
  const kind = { keyType: 'ec', curve: 'P-256', algorithm: 'sha256' } as const
  const authority = await generate(named(`Assay mock CA ${randomBytes(4).toString('hex')}`), {
    ...dates,
    ...kind,
    extensions: [
      { name: 'basicConstraints', cA: true, pathLenConstraint: 0, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    ],
  })
  const altNames = [...new Set([...own, ...hosts])].map(altName)
  const { cert, private: key } = await generate(named('Assay mock'), {
    ...dates,
    ...kind,
    ca: { key: authority.private, cert: authority.cert },
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      { name: 'subjectAltName', altNames },
    ],
  })
  return { cert, key, authority: authority.cert }
}

function named(name: string): { name: string; value: string }[] {
  return [{ name: 'commonName', value: name }]
}

function altName(host: string): { type: 2; value: string } | { type: 7; ip: string } {
  return isIP(host) === 0 ? { type: 2, value: host } : { type: 7, ip: host }
}
