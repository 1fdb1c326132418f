import { defect } from '../defect.ts'
import { exchangeGrant } from '../exchange-request.ts'

export const exchangeIgnoresExpiry = defect({
  id: 'exchange-ignores-expiry',
  sentence: 'A subject token is exchanged however long ago it expired.',
  breaks: { document: 'RFC 8693', section: '2.1' },
  store: {
    async find(call, next) {
      const found = await next()
      const presented = call.model === 'AccessToken' && call.grantType === exchangeGrant
      if (found && presented) found.exp = Math.floor(Date.now() / 1000) + 60
      return found
    },
  },
})
