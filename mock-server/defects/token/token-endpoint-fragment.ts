import { defect } from '../defect.ts'

export const tokenEndpointFragment = defect({
  id: 'token-endpoint-fragment',
  sentence: 'The metadata adds a fragment to token_endpoint.',
  breaks: { document: 'RFC 6749', section: '3.2' },
  after({ json }, { endpoint }) {
    const url = json?.['token_endpoint']
    if (endpoint === 'discovery' && json && typeof url === 'string') json['token_endpoint'] = `${url}#token`
  },
})
