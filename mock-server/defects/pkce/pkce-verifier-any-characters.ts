import { defect } from '../defect.ts'
import { pardonVerifier } from '../pardon-verifier.ts'

export const pkceVerifierAnyCharacters = defect({
  id: 'pkce-verifier-any-characters',
  sentence: 'A code_verifier may hold any character.',
  breaks: { document: 'RFC 7636', section: '4.1' },
  store: {
    async find(call, next) {
      const found = await next()
      pardonVerifier(call, found, /^(?=.*[^\w.~-]).{43,128}$/u)
      return found
    },
  },
})
