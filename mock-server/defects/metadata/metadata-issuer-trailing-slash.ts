import { defect } from '../defect.ts'

export const metadataIssuerTrailingSlash = defect({
  id: 'metadata-issuer-trailing-slash',
  sentence: 'The issuer in the metadata ends with a slash that the issuer does not have.',
  breaks: { document: 'RFC 8414', section: '3.3' },
  after({ json }, { endpoint, issuer }) {
    if (endpoint === 'discovery' && json) json['issuer'] = `${issuer}/`
  },
})
