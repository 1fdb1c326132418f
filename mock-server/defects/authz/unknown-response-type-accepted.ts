import { defect } from '../defect.ts'

export const unknownResponseTypeAccepted = defect({
  id: 'unknown-response-type-accepted',
  sentence: 'Any response_type is served as if it were code.',
  breaks: { document: 'RFC 6749', section: '3.1.1' },
  before({ endpoint, query }) {
    const types = query.getAll('response_type')
    if (endpoint === 'authorization' && types.length === 1 && types[0] !== '') query.set('response_type', 'code')
  },
})
