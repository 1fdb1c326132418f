import { defect } from '../defect.ts'

export const refreshTokenAcceptedByResource = defect({
  id: 'refresh-token-accepted-by-resource',
  sentence: 'The resource looks a bearer token up among the refresh tokens too.',
  breaks: { document: 'RFC 6749', section: '1.5' },
  store: {
    async find(call, next) {
      const found = await next()
      if (found || call.model !== 'AccessToken' || call.endpoint !== 'resource') return found
      const refreshToken = call.store.peek('RefreshToken', call.id)
      return refreshToken && { ...refreshToken, kind: 'AccessToken' }
    },
  },
})
