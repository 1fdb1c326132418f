import { defect } from '../defect.ts'

export const refreshClientUnbound = defect({
  id: 'refresh-client-unbound',
  sentence: 'A refresh token works for whichever client presents it.',
  breaks: { document: 'RFC 6749', section: '10.4' },
  store: {
    async find(call, next) {
      const found = await next()
      const bound = call.model === 'RefreshToken' || call.model === 'Grant'
      if (found && bound && call.clientId && call.grantType === 'refresh_token') found.clientId = call.clientId
      return found
    },
  },
})
