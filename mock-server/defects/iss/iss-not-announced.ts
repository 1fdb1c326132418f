import { defect } from '../defect.ts'

export const issNotAnnounced = defect({
  id: 'iss-not-announced',
  sentence: 'The metadata does not say that responses name the issuer.',
  breaks: { document: 'RFC 9207', section: '2.3' },
  after({ json }, { endpoint }) {
    if (endpoint === 'discovery' && json) delete json['authorization_response_iss_parameter_supported']
  },
})
