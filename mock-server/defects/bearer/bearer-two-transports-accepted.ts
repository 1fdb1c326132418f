import { defect } from '../defect.ts'

export const bearerTwoTransportsAccepted = defect({
  id: 'bearer-two-transports-accepted',
  sentence: 'The resource takes tokens from header and query, and of two at once the one in the header.',
  breaks: { document: 'RFC 6750', section: '2' },
  before({ endpoint, headers, query }) {
    const token = query.get('access_token')
    if (endpoint !== 'resource' || token === null) return
    headers.authorization ??= `Bearer ${token}`
    query.delete('access_token')
  },
})
