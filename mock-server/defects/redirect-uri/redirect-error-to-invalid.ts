import { defect } from '../defect.ts'

const known = new Set(['code', 'none'])

export const redirectErrorToInvalid = defect({
  id: 'redirect-error-to-invalid',
  sentence: 'An unknown response_type is reported to a redirect_uri that was never compared.',
  breaks: { document: 'RFC 6749', section: '3.1.2.4' },
  client: {
    redirectAllowed(call, next) {
      return next() || !known.has(String(call.ctx?.oidc.params?.['response_type']))
    },
  },
})
