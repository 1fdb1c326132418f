import { defect } from '../defect.ts'

export const implicitRedirectUnchecked = defect({
  id: 'implicit-redirect-unchecked',
  sentence: 'With response_type=token any redirect_uri is good.',
  breaks: { document: 'RFC 6749', section: '4.2.1' },
  client: {
    redirectAllowed({ ctx }, next) {
      return next() || ctx?.oidc.params?.['response_type'] === 'token'
    },
  },
})
