import { defect } from '../defect.ts'
import { exchangeGrant } from '../exchange-request.ts'

export const exchangeDropsActor = defect({
  id: 'exchange-drops-actor',
  sentence: 'A token issued by delegation does not say who acts.',
  breaks: { document: 'RFC 8693', section: '4.1' },
  store: {
    async save(call, next) {
      if (call.model === 'AccessToken' && call.grantType === exchangeGrant) delete call.payload?.extra?.['act']
      await next()
    },
  },
})
