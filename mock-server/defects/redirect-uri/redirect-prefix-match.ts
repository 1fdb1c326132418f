import { defect } from '../defect.ts'
import { registered } from '../registered-redirects.ts'

export const redirectPrefixMatch = defect({
  id: 'redirect-prefix-match',
  sentence: 'A redirect_uri that goes on below the path of a registered one is accepted.',
  breaks: { document: 'RFC 9700', section: '4.1.3' },
  client: {
    redirectAllowed(call, next) {
      return next() || registered(call).some((uri) => call.value.startsWith(`${uri}/`) && call.value !== `${uri}/`)
    },
  },
})
