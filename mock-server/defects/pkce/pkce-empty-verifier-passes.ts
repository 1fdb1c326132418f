import { defect } from '../defect.ts'

export const pkceEmptyVerifierPasses = defect({
  id: 'pkce-empty-verifier-passes',
  sentence: 'An empty code_verifier switches the comparison off, while an absent one does not.',
  breaks: { document: 'RFC 6749', section: '3.2' },
  store: {
    async find(call, next) {
      const found = await next()
      if (found && call.model === 'AuthorizationCode' && call.body['code_verifier'] === '') delete found.codeChallenge
      return found
    },
  },
})
