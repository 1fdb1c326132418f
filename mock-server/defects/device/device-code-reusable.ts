import { defect } from '../defect.ts'

export const deviceCodeReusable = defect({
  id: 'device-code-reusable',
  sentence: 'A device code gives tokens as often as it is sent.',
  breaks: { document: 'RFC 8628', section: '3.5' },
  store: {
    async consume(call, next) {
      if (call.model !== 'DeviceCode') await next()
    },
  },
})
