import { defect } from '../defect.ts'
import { registered } from '../registered-redirects.ts'

export const redirectIgnoresQuery = defect({
  id: 'redirect-ignores-query',
  sentence: 'A query is cut from the redirect_uri before it is compared.',
  breaks: { document: 'RFC 9700', section: '4.1.3' },
  client: {
    redirectAllowed(call, next) {
      return next() || registered(call).includes(call.value.replace(/\?[^#]*/, ''))
    },
  },
})
