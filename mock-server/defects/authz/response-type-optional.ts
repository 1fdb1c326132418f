import { defect } from '../defect.ts'

export const responseTypeOptional = defect({
  id: 'response-type-optional',
  sentence: 'A request without response_type is served as if it asked for a code.',
  breaks: { document: 'RFC 6749', section: '3.1.1' },
  before({ endpoint, query }) {
    if (endpoint === 'authorization' && !query.has('response_type')) query.set('response_type', 'code')
  },
})
