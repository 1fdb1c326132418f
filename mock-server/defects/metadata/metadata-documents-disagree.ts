import { defect } from '../defect.ts'

export const metadataDocumentsDisagree = defect({
  id: 'metadata-documents-disagree',
  sentence: 'The OAuth document names another token endpoint than the OpenID document.',
  breaks: { document: 'RFC 8414', section: '5' },
  after({ json }, { endpoint, path }) {
    if (endpoint !== 'discovery' || !path.endsWith('/oauth-authorization-server') || !json) return
    json['token_endpoint'] = `${String(json['token_endpoint'])}/`
  },
})
