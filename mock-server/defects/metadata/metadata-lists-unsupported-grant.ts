import { defect } from '../defect.ts'

export const metadataListsUnsupportedGrant = defect({
  id: 'metadata-lists-unsupported-grant',
  sentence: 'The metadata lists the SAML assertion grant, which the token endpoint does not know.',
  breaks: { document: 'RFC 8414', section: '2' },
  after({ json }, { endpoint }) {
    const grants = json?.['grant_types_supported']
    if (endpoint !== 'discovery' || !json || !Array.isArray(grants)) return
    json['grant_types_supported'] = [...grants, 'urn:ietf:params:oauth:grant-type:saml2-bearer']
  },
})
