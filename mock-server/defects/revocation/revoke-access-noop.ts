import { defect } from '../defect.ts'
import { revokesRefreshToken } from '../token-kept.ts'

export const revokeAccessNoop = defect({
  id: 'revoke-access-noop',
  sentence: 'The revocation of an access token is answered and not done.',
  breaks: { document: 'RFC 7009', section: '2' },
  store: {
    async destroy(call, next) {
      if (revokesRefreshToken(call) !== false) await next()
    },
    async revoke(call, next) {
      const keeps = call.model === 'AccessToken' || call.model === 'Grant'
      if (revokesRefreshToken(call) !== false || !keeps) await next()
    },
  },
})
