import { defect } from '../defect.ts'
import { challengeOf } from '../pardon-verifier.ts'

export const pkcePlainAccepted = defect({
  id: 'pkce-plain-accepted',
  sentence: 'The method plain is served next to S256.',
  breaks: { document: 'RFC 9700', section: '2.1.1' },
  before({ endpoint, query }) {
    const challenge = query.get('code_challenge')
    if (endpoint !== 'authorization' || challenge === null || query.get('code_challenge_method') !== 'plain') return
    // The sound provider compares hashes, and the verifier of plain is the challenge itself.
    query.set('code_challenge', challengeOf(challenge))
    query.set('code_challenge_method', 'S256')
  },
})
