import { defect } from '../defect.ts'

export const codePublicClientUnbound = defect({
  id: 'code-public-client-unbound',
  sentence: 'A code of a public client is redeemed for whichever public client names itself.',
  breaks: { document: 'RFC 6749', section: '4.1.3' },
  store: {
    async find(call, next) {
      const found = await next()
      const bound = call.model === 'AuthorizationCode' || call.model === 'Grant'
      const { clientId, tenant } = call
      if (!found || !bound || clientId === undefined || call.grantType !== 'authorization_code') return found
      const open = [clientId, String(found.clientId)].every(
        (id) => tenant.clients.find(id)?.token_endpoint_auth_method === 'none',
      )
      if (open) found.clientId = clientId
      return found
    },
  },
})
