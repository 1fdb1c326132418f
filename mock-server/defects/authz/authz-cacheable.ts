import { defect } from '../defect.ts'

export const authzCacheable = defect({
  id: 'authz-cacheable',
  sentence: 'Login pages and redirects with a code may be kept by caches for ten minutes.',
  breaks: { document: 'RFC 6749', section: '5.1' },
  after(answer, { endpoint }) {
    if (['authorization', 'resume', 'interaction'].includes(endpoint))
      answer.setHeader('cache-control', 'public, max-age=600')
  },
})
