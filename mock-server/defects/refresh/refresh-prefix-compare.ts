import { defect } from '../defect.ts'

const prefix = 20

export const refreshPrefixCompare = defect({
  id: 'refresh-prefix-compare',
  sentence: 'Refresh tokens are looked up by their first 20 characters.',
  breaks: { document: 'RFC 6749', section: '10.4' },
  store: {
    async find(call, next) {
      const found = await next()
      if (found || call.model !== 'RefreshToken' || call.id.length < prefix) return found
      for (const [id, token] of call.store.entries(call.model)) {
        if (id.slice(0, prefix) === call.id.slice(0, prefix)) return { ...token }
      }
      return undefined
    },
  },
})
