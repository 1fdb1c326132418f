import { defect } from '../defect.ts'
import { registered } from '../registered-redirects.ts'

export const redirectPortIgnored = defect({
  id: 'redirect-port-ignored',
  sentence: 'Ports are cut off before a redirect_uri is compared, whatever the client.',
  breaks: { document: 'RFC 9700', section: '4.1.3' },
  client: {
    redirectAllowed(call, next) {
      return next() || registered(call).includes(call.value.replace(/^(https:\/\/[^/?#]*):\d+/, '$1'))
    },
  },
})
