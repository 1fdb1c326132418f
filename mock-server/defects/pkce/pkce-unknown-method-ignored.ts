import { defect } from '../defect.ts'

export const pkceUnknownMethodIgnored = defect({
  id: 'pkce-unknown-method-ignored',
  sentence: 'A challenge with an unknown method is dropped, and the flow goes on without PKCE.',
  breaks: { document: 'RFC 7636', section: '4.4.1' },
  before({ endpoint, query }) {
    const method = query.get('code_challenge_method')
    if (endpoint !== 'authorization' || method === null || method === 'S256') return
    query.delete('code_challenge')
    query.delete('code_challenge_method')
  },
})
