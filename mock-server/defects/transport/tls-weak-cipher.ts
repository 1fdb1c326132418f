import { defect } from '../defect.ts'

export const tlsWeakCipher = defect({
  id: 'tls-weak-cipher',
  sentence: 'A suite without encryption is accepted after the good ones.',
  breaks: { document: 'RFC 9325', section: '4.1' },
  listener: (settings) => ({ ...settings, ciphers: `${settings.ciphers}:ECDHE-ECDSA-NULL-SHA:@SECLEVEL=0` }),
})
