import { defect } from '../defect.ts'

export const metadataListsUnknownScope = defect({
  id: 'metadata-lists-unknown-scope',
  sentence: 'The metadata lists a scope that every request is refused for.',
  breaks: { document: 'RFC 8414', section: '2' },
  before({ endpoint, query }) {
    const asked = query.get('scope')?.split(' ') ?? []
    if (endpoint !== 'authorization' || !asked.includes('archive')) return
    // The sound provider refuses a request in which no scope is left that it knows.
    query.set('scope', 'archive')
    query.delete('nonce')
  },
  after({ json }, { endpoint }) {
    const scopes = json?.['scopes_supported']
    if (endpoint !== 'discovery' || !json || !Array.isArray(scopes)) return
    json['scopes_supported'] = [...scopes, 'archive']
  },
})
