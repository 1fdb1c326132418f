import { createHash } from 'node:crypto'
import { defect } from '../defect.ts'

export const metadataPkceUnlistedPlain = defect({
  id: 'metadata-pkce-unlisted-plain',
  sentence: 'The method plain is served although the metadata lists S256 alone.',
  breaks: { document: 'RFC 8414', section: '2' },
  before({ endpoint, query }) {
    const challenge = query.get('code_challenge')
    if (endpoint !== 'authorization' || challenge === null || query.get('code_challenge_method') !== 'plain') return
    // The sound provider compares hashes, and the verifier of plain is the challenge itself.
    query.set('code_challenge', createHash('sha256').update(challenge).digest('base64url'))
    query.set('code_challenge_method', 'S256')
  },
})
