import { defect } from '../defect.ts'

export const pkceDefaultS256 = defect({
  id: 'pkce-default-s256',
  sentence: 'A challenge without a method is taken for S256.',
  breaks: { document: 'RFC 7636', section: '4.3' },
  before({ endpoint, query }) {
    if (endpoint !== 'authorization' || !query.get('code_challenge') || query.has('code_challenge_method')) return
    query.set('code_challenge_method', 'S256')
  },
})
