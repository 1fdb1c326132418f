import { defect } from '../defect.ts'

export const refreshNarrowingSticks = defect({
  id: 'refresh-narrowing-sticks',
  sentence: 'A refresh for less scope leaves a refresh token that is good for no more.',
  breaks: { document: 'RFC 6749', section: '6' },
  store: {
    async save(call, next) {
      const asked = call.params['scope']
      const narrowed = call.model === 'RefreshToken' && call.grantType === 'refresh_token'
      if (narrowed && call.payload && typeof asked === 'string') call.payload.scope = asked
      await next()
    },
  },
})
