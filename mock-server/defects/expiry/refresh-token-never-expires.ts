import { defect } from '../defect.ts'

export const refreshTokenNeverExpires = defect({
  id: 'refresh-token-never-expires',
  sentence: 'The expiry of refresh tokens is not looked at.',
  breaks: { document: 'RFC 9700', section: '4.14.2' },
  store: {
    async find(call, next) {
      const found = await next()
      if (found && call.model === 'RefreshToken') found.exp = Math.ceil(Date.now() / 1000) + 60
      return found
    },
  },
})
