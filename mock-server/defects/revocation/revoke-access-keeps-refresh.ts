import { defect } from '../defect.ts'
import { revokesRefreshToken } from '../token-kept.ts'

export const revokeAccessKeepsRefresh = defect({
  id: 'revoke-access-keeps-refresh',
  sentence: 'With an access token the refresh token of its grant is not revoked.',
  breaks: { document: 'RFC 7009', section: '2.1' },
  store: {
    async revoke(call, next) {
      const keeps = call.model === 'RefreshToken' || call.model === 'Grant'
      if (revokesRefreshToken(call) !== false || !keeps) await next()
    },
  },
})
