import { defect } from '../defect.ts'

export const codeRedirectUriUnchecked = defect({
  id: 'code-redirect-uri-unchecked',
  sentence: 'The redirect_uri of a redemption is not compared with the one of the authorization request.',
  breaks: { document: 'RFC 6749', section: '4.1.3' },
  store: {
    async find(call, next) {
      const found = await next()
      const sent = call.params['redirect_uri']
      if (found && call.model === 'AuthorizationCode' && typeof sent === 'string') found.redirectUri = sent
      return found
    },
  },
})
