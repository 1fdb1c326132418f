import { defect } from '../defect.ts'

export const tokenErrorCacheable = defect({
  id: 'token-error-cacheable',
  sentence: 'Errors of the token endpoint may be kept by every cache for five minutes.',
  breaks: { document: 'RFC 6749', section: '5.2' },
  after(answer, { endpoint }) {
    if (endpoint === 'token' && answer.status >= 400) answer.setHeader('cache-control', 'public, max-age=300')
  },
})
