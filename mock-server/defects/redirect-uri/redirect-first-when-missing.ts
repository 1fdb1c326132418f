import { defect } from '../defect.ts'
import { registered } from '../registered-redirects.ts'

export const redirectFirstWhenMissing = defect({
  id: 'redirect-first-when-missing',
  sentence: 'A missing redirect_uri is replaced by the first of several registered ones.',
  breaks: { document: 'RFC 6749', section: '3.1.2.3' },
  before({ endpoint, query, tenant }) {
    const [first] = registered({ tenant, clientId: query.get('client_id') ?? '' })
    if (endpoint !== 'authorization' || query.has('redirect_uri') || first === undefined) return
    query.set('redirect_uri', first)
  },
})
