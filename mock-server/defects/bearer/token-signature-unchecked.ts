import { defect } from '../defect.ts'

export const tokenSignatureUnchecked = defect({
  id: 'token-signature-unchecked',
  sentence: 'The resource compares the first 20 characters of a token only.',
  breaks: { document: 'RFC 6749', section: '7' },
  store: {
    async find(call, next) {
      const found = await next()
      if (found || call.model !== 'AccessToken' || call.endpoint !== 'resource') return found
      const alike = [...call.store.entries('AccessToken')].find(([id]) => id.slice(0, 20) === call.id.slice(0, 20))
      return alike && { ...alike[1], jti: call.id }
    },
  },
})
