import { defect } from '../defect.ts'

export const redirectUriIgnoredWithPkce = defect({
  id: 'redirect-uri-ignored-with-pkce',
  sentence: 'With a code_verifier the redirect_uri of a redemption is not compared.',
  breaks: { document: 'OAuth 2.1 draft', section: '10.2' },
  store: {
    async find(call, next) {
      const found = await next()
      const sent = call.params['redirect_uri']
      const verified = call.model === 'AuthorizationCode' && call.params['code_verifier'] !== undefined
      if (found && verified && typeof sent === 'string') found.redirectUri = sent
      return found
    },
  },
})
