import { defect } from '../defect.ts'

export const deviceMetadataHalf = defect({
  id: 'device-metadata-half',
  sentence: 'The metadata lists the device grant and not its endpoint.',
  breaks: { document: 'RFC 8628', section: '4' },
  after({ json }, { endpoint }) {
    if (endpoint === 'discovery' && json) delete json['device_authorization_endpoint']
  },
})
