import { defect } from '../defect.ts'

export const metadataOmitsNondefaultAuth = defect({
  id: 'metadata-omits-nondefault-auth',
  sentence:
    'Clients can send their secret in the body only, and the metadata has no token_endpoint_auth_methods_supported.',
  breaks: { document: 'RFC 8414', section: '2' },
  before({ endpoint, headers, basic }) {
    if (endpoint === 'token' && basic !== undefined) delete headers.authorization
  },
  after({ json }, { endpoint }) {
    if (endpoint === 'discovery') delete json?.['token_endpoint_auth_methods_supported']
  },
})
