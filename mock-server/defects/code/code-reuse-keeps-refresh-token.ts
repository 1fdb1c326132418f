import { defect } from '../defect.ts'

export const codeReuseKeepsRefreshToken = defect({
  id: 'code-reuse-keeps-refresh-token',
  sentence: 'A second redemption is refused, but the refresh token of the first one stays valid.',
  breaks: { document: 'RFC 6749', section: '4.1.2' },
  store: {
    async revoke(call, next) {
      const kept = call.model === 'RefreshToken' || call.model === 'Grant'
      if (call.grantType !== 'authorization_code' || !kept) await next()
    },
  },
})
