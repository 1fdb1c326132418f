import { defect } from '../defect.ts'

export const forwardedHeadersTrusted = defect({
  id: 'forwarded-headers-trusted',
  sentence: 'URLs are built from X-Forwarded-Host, whoever sends it.',
  breaks: { document: 'RFC 9700', section: '4.13' },
  before({ headers }) {
    const host = headers['x-forwarded-host']
    if (typeof host === 'string') headers.host = host
  },
})
