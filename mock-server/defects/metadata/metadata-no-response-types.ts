import { defect } from '../defect.ts'

export const metadataNoResponseTypes = defect({
  id: 'metadata-no-response-types',
  sentence: 'The metadata leaves response_types_supported out.',
  breaks: { document: 'RFC 8414', section: '2' },
  after({ json }, { endpoint }) {
    if (endpoint === 'discovery' && json) delete json['response_types_supported']
  },
})
