import { defect } from '../defect.ts'

export const unauthorizedClientWrongCode = defect({
  id: 'unauthorized-client-wrong-code',
  sentence: 'A grant type that is not allowed to the client is refused with access_denied.',
  breaks: { document: 'RFC 6749', section: '5.2' },
  after({ json }, { endpoint }) {
    if (endpoint === 'token' && json?.['error'] === 'unauthorized_client') json['error'] = 'access_denied'
  },
})
