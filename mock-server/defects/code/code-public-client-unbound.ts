import { defect } from '../defect.ts'

export const codePublicClientUnbound = defect({
  id: 'code-public-client-unbound',
  sentence: 'A code of a public client is redeemed for whichever public client names itself.',
  breaks: { document: 'RFC 6749', section: '4.1.3' },
  store: {
    async find(call, next) {
      const found = await next()
      const bound = call.model === 'AuthorizationCode' || call.model === 'Grant'
      const asking = call.ctx?.oidc?.client
      if (found && bound && asking?.clientAuthMethod === 'none' && call.grantType === 'authorization_code') {
        found.clientId = asking.clientId
      }
      return found
    },
  },
})
