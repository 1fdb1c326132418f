import { defect } from '../defect.ts'
import { revokesRefreshToken } from '../token-kept.ts'

export const revokeRefreshKeepsAccess = defect({
  id: 'revoke-refresh-keeps-access',
  sentence: 'With a refresh token only that token is revoked, and its access tokens go on working.',
  breaks: { document: 'RFC 7009', section: '2.1' },
  store: {
    async revoke(call, next) {
      const keeps = call.model === 'AccessToken' || call.model === 'Grant'
      if (revokesRefreshToken(call) !== true || !keeps) await next()
    },
  },
})
