import { defect } from '../defect.ts'

export const scopeOrderMatters = defect({
  id: 'scope-order-matters',
  sentence: 'Of scopes that are not asked for in alphabetical order only the first is granted.',
  breaks: { document: 'RFC 6749', section: '3.3' },
  before({ endpoint, query }) {
    const asked = query.get('scope')?.split(' ') ?? []
    const [first = ''] = asked
    if (endpoint === 'authorization' && asked.join() !== asked.toSorted().join()) query.set('scope', first)
  },
})
