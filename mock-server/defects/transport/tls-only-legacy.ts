import { defect } from '../defect.ts'

export const tlsOnlyLegacy = defect({
  id: 'tls-only-legacy',
  sentence: 'The server speaks TLS 1.1 and nothing newer.',
  breaks: { document: 'RFC 9325', section: '3.1.1' },
  // The lowest security level: OpenSSL takes the hashes of TLS 1.1 for broken at any other.
  listener: (settings) => ({
    ...settings,
    minVersion: 'TLSv1.1',
    maxVersion: 'TLSv1.1',
    ciphers: 'DEFAULT@SECLEVEL=0',
  }),
})
