import { defect } from '../defect.ts'

export const postAuthBroken = defect({
  id: 'post-auth-broken',
  sentence: 'The token endpoint does not look at client_secret in the body.',
  breaks: { document: 'RFC 6749', section: '2.3.1' },
  before({ endpoint, headers, form }) {
    // Next to an Authorization header it is still seen, and refused as a second method.
    if (endpoint === 'token' && !headers.authorization) form.delete('client_secret')
  },
})
