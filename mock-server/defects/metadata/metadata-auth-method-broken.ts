import { defect } from '../defect.ts'

export const metadataAuthMethodBroken = defect({
  id: 'metadata-auth-method-broken',
  sentence: 'A client_secret in the body is lost before it is looked at, although client_secret_post is advertised.',
  breaks: { document: 'RFC 8414', section: '2' },
  before({ endpoint, form }) {
    if (endpoint === 'token') form.delete('client_secret')
  },
})
