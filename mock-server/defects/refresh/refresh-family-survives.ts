import { defect } from '../defect.ts'

export const refreshFamilySurvives = defect({
  id: 'refresh-family-survives',
  sentence: 'A replaced refresh token is refused, but the tokens that came after it go on working.',
  breaks: { document: 'RFC 9700', section: '4.14.2' },
  store: {
    async revoke(call, next) {
      if (call.grantType !== 'refresh_token') await next()
    },
  },
})
