import { defect } from '../defect.ts'

export const invalidClientWrongCode = defect({
  id: 'invalid-client-wrong-code',
  sentence: 'A wrong client_secret in the body is reported as invalid_grant.',
  breaks: { document: 'RFC 6749', section: '5.2' },
  after({ json }, { endpoint, tenant, form }) {
    const client = tenant.clients.find(form.get('client_id') ?? '')
    const wrong = form.get('client_secret') && form.get('client_secret') !== client?.client_secret
    if (endpoint === 'token' && client && wrong && json?.['error'] === 'invalid_client') json['error'] = 'invalid_grant'
  },
})
