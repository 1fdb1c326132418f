import { defect } from '../defect.ts'

export const clientCredentialsRefreshTokenDead = defect({
  id: 'client-credentials-refresh-token-dead',
  sentence: 'The refresh token that comes with client_credentials is not kept.',
  breaks: { document: 'vendor documentation', section: 'client credentials' },
  store: {
    async save(call, next) {
      if (call.model !== 'RefreshToken' || call.payload?.['gty'] !== 'client_credentials') await next()
    },
  },
})
