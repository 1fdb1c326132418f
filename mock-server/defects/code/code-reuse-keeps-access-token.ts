import { defect } from '../defect.ts'

export const codeReuseKeepsAccessToken = defect({
  id: 'code-reuse-keeps-access-token',
  sentence: 'A second redemption is refused, but the access token of the first one stays valid.',
  breaks: { document: 'RFC 6749', section: '4.1.2' },
  store: {
    async revoke(call, next) {
      const kept = call.model === 'AccessToken' || call.model === 'Grant'
      if (call.grantType !== 'authorization_code' || !kept) await next()
    },
  },
})
