import { expiredCertificate } from '../../keys/development-certificates.ts'
import { defect } from '../defect.ts'

export const tlsBadCertificate = defect({
  id: 'tls-bad-certificate',
  sentence: 'The certificate has expired and names another host.',
  breaks: { document: 'RFC 6749', section: '10.9' },
  listener: (settings) => ({ ...settings, ...expiredCertificate }),
})
