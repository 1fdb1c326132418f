import { defect } from '../defect.ts'
import { registered } from '../registered-redirects.ts'

export const redirectOnlyFirstWorks = defect({
  id: 'redirect-only-first-works',
  sentence: 'The second registered redirect_uri of a client is refused.',
  breaks: { document: 'RFC 6749', section: '3.1.2.3' },
  client: {
    redirectAllowed(call, next) {
      return call.value !== registered(call)[1] && next()
    },
  },
})
