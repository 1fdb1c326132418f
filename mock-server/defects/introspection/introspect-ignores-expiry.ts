import { defect } from '../defect.ts'

export const introspectIgnoresExpiry = defect({
  id: 'introspect-ignores-expiry',
  sentence: 'Introspection does not look at the expiry of tokens.',
  breaks: { document: 'RFC 7662', section: '4' },
  store: {
    async find(call, next) {
      const found = await next()
      const now = Math.floor(Date.now() / 1000)
      const token = call.model === 'AccessToken' || call.model === 'ClientCredentials'
      if (found?.exp && token && call.endpoint === 'introspection' && found.exp <= now) found.exp = now + 60
      return found
    },
  },
})
