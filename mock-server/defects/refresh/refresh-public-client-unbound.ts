import { defect } from '../defect.ts'

export const refreshPublicClientUnbound = defect({
  id: 'refresh-public-client-unbound',
  sentence: 'A client that does not authenticate may use the refresh token of every other such client.',
  breaks: { document: 'OAuth 2.1 draft', section: '4.3.1' },
  store: {
    async find(call, next) {
      const found = await next()
      const bound = call.model === 'RefreshToken' || call.model === 'Grant'
      const { clientId, tenant } = call
      if (!found || !bound || clientId === undefined || call.grantType !== 'refresh_token') return found
      const open = [clientId, String(found.clientId)].every((id) => !tenant.clients.find(id)?.client_secret)
      if (open) found.clientId = clientId
      return found
    },
  },
})
