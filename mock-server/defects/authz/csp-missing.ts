import { defect } from '../defect.ts'

export const cspMissing = defect({
  id: 'csp-missing',
  sentence: 'Pages have no Content-Security-Policy.',
  breaks: { document: 'RFC 9700', section: '4.16' },
  after(answer) {
    answer.setHeader('content-security-policy', undefined)
  },
})
