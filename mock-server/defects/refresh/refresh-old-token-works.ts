import { defect } from '../defect.ts'

export const refreshOldTokenWorks = defect({
  id: 'refresh-old-token-works',
  sentence: 'A refresh token goes on working after it was replaced.',
  breaks: { document: 'RFC 9700', section: '4.14.2' },
  store: {
    async consume(call, next) {
      if (call.model !== 'RefreshToken') await next()
    },
  },
})
