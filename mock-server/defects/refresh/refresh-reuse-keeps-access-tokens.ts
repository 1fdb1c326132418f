import { defect } from '../defect.ts'

export const refreshReuseKeepsAccessTokens = defect({
  id: 'refresh-reuse-keeps-access-tokens',
  sentence: 'The reuse of a refresh token ends the refresh tokens of the grant and nothing else.',
  breaks: { document: 'RFC 9700', section: '4.14.2' },
  store: {
    async revoke(call, next) {
      if (call.grantType !== 'refresh_token' || call.model === 'RefreshToken') await next()
    },
  },
})
