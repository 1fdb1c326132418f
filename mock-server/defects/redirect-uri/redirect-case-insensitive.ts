import { defect } from '../defect.ts'
import { registered } from '../registered-redirects.ts'

export const redirectCaseInsensitive = defect({
  id: 'redirect-case-insensitive',
  sentence: 'A redirect_uri is compared in lower case.',
  breaks: { document: 'RFC 9700', section: '4.1.3' },
  client: {
    redirectAllowed(call, next) {
      return next() || registered(call).some((uri) => uri.toLowerCase() === call.value.toLowerCase())
    },
  },
})
