import { defect } from '../defect.ts'

export const metadataAlgNone = defect({
  id: 'metadata-alg-none',
  sentence: 'The metadata offers unsigned assertions: none is listed among the algorithms of client authentication.',
  breaks: { document: 'RFC 8414', section: '2' },
  after({ json }, { endpoint }) {
    const name = 'token_endpoint_auth_signing_alg_values_supported'
    if (endpoint === 'discovery' && Array.isArray(json?.[name])) json[name] = [...json[name], 'none']
  },
})
