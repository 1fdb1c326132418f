import { defect } from '../defect.ts'

export const tokenCacheable = defect({
  id: 'token-cacheable',
  sentence: 'Answers with tokens have no Cache-Control header.',
  breaks: { document: 'RFC 6749', section: '5.1' },
  after(answer, { endpoint }) {
    if (endpoint === 'token' && answer.status === 200) answer.setHeader('cache-control', undefined)
  },
})
