import { createHash } from 'node:crypto'
import { defect } from '../defect.ts'

export const pkceMethodNotStored = defect({
  id: 'pkce-method-not-stored',
  sentence: 'The challenge method is taken from the token request, and is plain where that names none.',
  breaks: { document: 'RFC 7636', section: '4.6' },
  store: {
    async find(call, next) {
      const found = await next()
      const verifier = call.params['code_verifier']
      const plain = typeof verifier === 'string' && found?.codeChallenge === verifier
      if (found && plain && call.model === 'AuthorizationCode') {
        found.codeChallenge = createHash('sha256').update(verifier).digest('base64url')
      }
      return found
    },
  },
})
