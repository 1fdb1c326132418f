import { defect } from '../defect.ts'

export const authzEndpointFragment = defect({
  id: 'authz-endpoint-fragment',
  sentence: 'The metadata names an authorization_endpoint with a fragment.',
  breaks: { document: 'RFC 6749', section: '3.1' },
  after({ json }, { endpoint }) {
    if (endpoint === 'discovery' && json)
      json['authorization_endpoint'] = `${String(json['authorization_endpoint'])}#login`
  },
})
