import { defect } from '../defect.ts'

const day = 86_400

export const apiAcceptsExpiredToken = defect({
  id: 'api-accepts-expired-token',
  sentence: 'The API allows clocks to differ by a day.',
  breaks: { document: 'vendor documentation', section: 'token expiration' },
  store: {
    async find(call, next) {
      const found = await next()
      if (found?.exp !== undefined && call.endpoint === 'api') found.exp += day
      return found
    },
  },
})
