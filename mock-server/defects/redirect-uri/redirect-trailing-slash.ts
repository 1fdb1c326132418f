import { defect } from '../defect.ts'
import { registered } from '../registered-redirects.ts'

export const redirectTrailingSlash = defect({
  id: 'redirect-trailing-slash',
  sentence: 'A slash at the end of a redirect_uri is cut off before it is compared.',
  breaks: { document: 'RFC 9700', section: '4.1.3' },
  client: {
    redirectAllowed(call, next) {
      return next() || registered(call).includes(call.value.replace(/\/$/, ''))
    },
  },
})
