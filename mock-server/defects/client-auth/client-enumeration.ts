import { defect } from '../defect.ts'

export const clientEnumeration = defect({
  id: 'client-enumeration',
  sentence: 'The description of a failed client authentication tells whether the client exists.',
  breaks: { document: 'RFC 6749', section: '10.10' },
  after({ json }, { endpoint, tenant, clientId }) {
    if (endpoint !== 'token' || json?.['error'] !== 'invalid_client') return
    const known = tenant.clients.find(clientId ?? '') !== undefined
    json['error_description'] = known ? 'the secret of the client is wrong' : 'there is no such client'
  },
})
