import { defect } from '../defect.ts'

export const codeRedirectUriAnyRegistered = defect({
  id: 'code-redirect-uri-any-registered',
  sentence: 'A redemption may name any redirect_uri that is registered for the client.',
  breaks: { document: 'RFC 6749', section: '10.6' },
  store: {
    async find(call, next) {
      const found = await next()
      const sent = call.params['redirect_uri']
      if (!found || call.model !== 'AuthorizationCode' || typeof sent !== 'string') return found
      const owner = call.tenant.clients.list().find((each) => each.client_id === found.clientId)
      if (owner?.redirect_uris?.includes(sent)) found.redirectUri = sent
      return found
    },
  },
})
