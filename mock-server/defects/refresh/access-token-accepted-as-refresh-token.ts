import { defect } from '../defect.ts'

export const accessTokenAcceptedAsRefreshToken = defect({
  id: 'access-token-accepted-as-refresh-token',
  sentence: 'What is not found among the refresh tokens is looked up among the access tokens.',
  breaks: { document: 'RFC 6749', section: '1.5' },
  store: {
    async find(call, next) {
      const found = await next()
      if (found || call.model !== 'RefreshToken' || call.grantType !== 'refresh_token') return found
      const id = (await call.tenant.keyring.identify(call.id)) ?? call.id
      const accessToken = call.store.peek('AccessToken', id)
      return accessToken && { ...accessToken, kind: 'RefreshToken', jti: call.id }
    },
    // An access token has no use to spend.
    async consume(call, next) {
      if (call.model !== 'RefreshToken' || call.store.peek(call.model, call.id)) await next()
    },
  },
})
