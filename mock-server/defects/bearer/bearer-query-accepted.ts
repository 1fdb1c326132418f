import { defect } from '../defect.ts'

export const bearerQueryAccepted = defect({
  id: 'bearer-query-accepted',
  sentence: 'The resource takes a token from the query of the URL.',
  breaks: { document: 'OAuth 2.1 draft', section: '5.1' },
  before({ endpoint, headers, query }) {
    const token = query.get('access_token')
    // Next to an Authorization header it is still seen, and refused as a second transport.
    if (endpoint !== 'resource' || token === null || headers.authorization !== undefined) return
    headers.authorization = `Bearer ${token}`
    query.delete('access_token')
  },
})
