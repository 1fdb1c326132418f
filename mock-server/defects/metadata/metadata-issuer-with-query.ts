import { defect } from '../defect.ts'

export const metadataIssuerWithQuery = defect({
  id: 'metadata-issuer-with-query',
  sentence: 'The issuer in the metadata has a query.',
  breaks: { document: 'RFC 8414', section: '2' },
  after({ json }, { endpoint, issuer }) {
    if (endpoint === 'discovery' && json) json['issuer'] = `${issuer}?v=1`
  },
})
