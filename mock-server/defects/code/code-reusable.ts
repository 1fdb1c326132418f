import { defect } from '../defect.ts'

export const codeReusable = defect({
  id: 'code-reusable',
  sentence: 'A code stays redeemable after its first use.',
  breaks: { document: 'RFC 6749', section: '4.1.2' },
  store: {
    async consume(call, next) {
      if (call.model !== 'AuthorizationCode') await next()
    },
  },
})
