import { defect } from '../defect.ts'

export const pkceVerifierOptional = defect({
  id: 'pkce-verifier-optional',
  sentence: 'The code_verifier is compared only when it is there.',
  breaks: { document: 'RFC 9700', section: '2.1.1' },
  store: {
    async find(call, next) {
      const found = await next()
      if (found && call.model === 'AuthorizationCode' && call.params['code_verifier'] === undefined) {
        delete found.codeChallenge
      }
      return found
    },
  },
})
