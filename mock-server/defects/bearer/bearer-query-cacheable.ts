import { defect } from '../defect.ts'

export const bearerQueryCacheable = defect({
  id: 'bearer-query-cacheable',
  sentence: 'The answer to a token in the query is sent without Cache-Control.',
  breaks: { document: 'RFC 6750', section: '2.3' },
  after(answer, { endpoint, query }) {
    if (endpoint === 'resource' && query.has('access_token')) answer.setHeader('cache-control', undefined)
  },
})
