import { defect } from '../defect.ts'
import { pardonVerifier } from '../pardon-verifier.ts'

export const pkceShortVerifier = defect({
  id: 'pkce-short-verifier',
  sentence: 'A code_verifier may be as short as it likes.',
  breaks: { document: 'RFC 7636', section: '4.1' },
  store: {
    async find(call, next) {
      const found = await next()
      pardonVerifier(call, found, /^[\w.~-]{1,42}$/)
      return found
    },
  },
})
