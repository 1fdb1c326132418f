import { createHash } from 'node:crypto'
import { defect } from '../defect.ts'

export const pkceDowngrade = defect({
  id: 'pkce-downgrade',
  sentence: 'A code_verifier is ignored when the code was issued without a challenge.',
  breaks: { document: 'RFC 9700', section: '4.8.2' },
  store: {
    async find(call, next) {
      const found = await next()
      const verifier = call.params['code_verifier']
      if (found && !found.codeChallenge && call.model === 'AuthorizationCode' && typeof verifier === 'string') {
        found.codeChallenge = createHash('sha256').update(verifier).digest('base64url')
        found.codeChallengeMethod = 'S256'
      }
      return found
    },
  },
})
