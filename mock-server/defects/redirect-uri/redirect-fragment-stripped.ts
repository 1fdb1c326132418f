import { defect } from '../defect.ts'
import { registered } from '../registered-redirects.ts'

export const redirectFragmentStripped = defect({
  id: 'redirect-fragment-stripped',
  sentence: 'A fragment is cut from the redirect_uri before it is compared.',
  breaks: { document: 'RFC 6749', section: '3.1.2' },
  client: {
    redirectAllowed(call, next) {
      return next() || registered(call).includes(call.value.replace(/#.*$/s, ''))
    },
  },
})
