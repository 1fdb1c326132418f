import { defect } from '../defect.ts'

export const refreshAlwaysFails = defect({
  id: 'refresh-always-fails',
  sentence: 'No refresh token is recognised: every refresh is answered with invalid_grant.',
  breaks: { document: 'RFC 6749', section: '6' },
  store: {
    async find(call, next) {
      const found = await next()
      return call.model === 'RefreshToken' && call.grantType === 'refresh_token' ? undefined : found
    },
  },
})
