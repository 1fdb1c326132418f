import { defect } from '../defect.ts'

export const jsonCodeReusable = defect({
  id: 'json-code-reusable',
  sentence: 'A code redeemed with a JSON body is not spent.',
  breaks: { document: 'vendor documentation', section: 'errors' },
  before: () => undefined,
  store: {
    async consume(call, next) {
      if (call.model !== 'AuthorizationCode' || call.request?.json !== true) await next()
    },
  },
})
