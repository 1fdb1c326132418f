import { defect } from '../defect.ts'

export const implicitReturnsCode = defect({
  id: 'implicit-returns-code',
  sentence: 'A request with response_type=token is answered with a code.',
  breaks: { document: 'vendor documentation', section: 'implicit grant' },
  before({ endpoint, query }) {
    if (endpoint === 'authorization' && query.get('response_type') === 'token') query.set('response_type', 'code')
  },
})
