import { defect } from '../defect.ts'

export const metadataEndpointHttp = defect({
  id: 'metadata-endpoint-http',
  sentence: 'One endpoint of the metadata is a plain http address on a public host.',
  breaks: { document: 'RFC 8414', section: '2' },
  after({ json }, { endpoint }) {
    // The tenant itself is on loopback, where http is accepted, so the address has to be another one.
    if (endpoint === 'discovery' && json) json['end_session_endpoint'] = 'http://login.example/logout'
  },
})
