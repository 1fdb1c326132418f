import { defect } from '../defect.ts'
import { revokesRefreshToken } from '../token-kept.ts'

export const revokeRefreshNoop = defect({
  id: 'revoke-refresh-noop',
  sentence: 'The revocation of a refresh token is answered and not done.',
  breaks: { document: 'RFC 7009', section: '2' },
  store: {
    async destroy(call, next) {
      if (revokesRefreshToken(call) !== true) await next()
    },
    async revoke(call, next) {
      if (revokesRefreshToken(call) !== true) await next()
    },
  },
})
