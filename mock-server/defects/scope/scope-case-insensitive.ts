import { defect } from '../defect.ts'

export const scopeCaseInsensitive = defect({
  id: 'scope-case-insensitive',
  sentence: 'Scopes are turned into lower case before they are looked at.',
  breaks: { document: 'RFC 6749', section: '3.3' },
  before({ endpoint, query }) {
    const scope = query.get('scope')
    if (endpoint === 'authorization' && scope !== null) query.set('scope', scope.toLowerCase())
  },
})
