import { defect } from '../defect.ts'

export const tlsLegacyEnabled = defect({
  id: 'tls-legacy-enabled',
  sentence: 'TLS 1.0 and 1.1 are accepted beside the modern versions.',
  breaks: { document: 'RFC 9325', section: '3.1.1' },
  listener: (settings) => ({
    ...settings,
    minVersion: 'TLSv1',
    ciphers: `${settings.ciphers}:ECDHE-ECDSA-AES128-SHA:@SECLEVEL=0`,
  }),
})
