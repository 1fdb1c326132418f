import { defect } from '../defect.ts'

export const scopeOrderMatters = defect({
  id: 'scope-order-matters',
  sentence: 'Of the scopes in an authorization request only the first is granted.',
  breaks: { document: 'RFC 6749', section: '3.3' },
  before({ endpoint, query }) {
    const scope = query.get('scope')
    if (endpoint === 'authorization' && scope !== null) query.set('scope', scope.trim().split(' ')[0] ?? '')
  },
})
