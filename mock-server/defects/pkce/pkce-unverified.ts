import { createHash } from 'node:crypto'
import { defect } from '../defect.ts'

export const pkceUnverified = defect({
  id: 'pkce-unverified',
  sentence: 'Any code_verifier is accepted; it is not compared with the code_challenge.',
  breaks: { document: 'RFC 7636', section: '4.6' },
  store: {
    async find(call, next) {
      const found = await next()
      const verifier = call.params['code_verifier']
      if (found?.codeChallenge && call.model === 'AuthorizationCode' && typeof verifier === 'string') {
        found.codeChallenge = createHash('sha256').update(verifier).digest('base64url')
      }
      return found
    },
  },
})
