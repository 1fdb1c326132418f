import { defect } from '../defect.ts'
import { registered } from '../registered-redirects.ts'

export const redirectSchemeIgnored = defect({
  id: 'redirect-scheme-ignored',
  sentence: 'http and https are taken for the same when a redirect_uri is compared.',
  breaks: { document: 'RFC 9700', section: '4.1.3' },
  client: {
    redirectAllowed(call, next) {
      return next() || registered(call).includes(call.value.replace(/^http:/, 'https:'))
    },
  },
})
