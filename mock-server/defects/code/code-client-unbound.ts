import { defect } from '../defect.ts'

export const codeClientUnbound = defect({
  id: 'code-client-unbound',
  sentence: 'A code is redeemed for whichever client presents it.',
  breaks: { document: 'RFC 6749', section: '4.1.3' },
  store: {
    async find(call, next) {
      const found = await next()
      const bound = call.model === 'AuthorizationCode' || call.model === 'Grant'
      if (found && bound && call.clientId && call.grantType === 'authorization_code') found.clientId = call.clientId
      return found
    },
  },
})
