import { defect } from '../defect.ts'

export const metadataAdvertisesDeadEndpoint = defect({
  id: 'metadata-advertises-dead-endpoint',
  sentence: 'The metadata names a registration endpoint where nothing is served.',
  breaks: { document: 'RFC 8414', section: '2' },
  after({ json }, { endpoint, issuer }) {
    if (endpoint === 'discovery' && json) json['registration_endpoint'] = `${issuer}/nothing-here`
  },
})
