import { defect } from '../defect.ts'

export const revokeRefusesPublicClient = defect({
  id: 'revoke-refuses-public-client',
  sentence: 'Clients without a secret are not let into the revocation endpoint.',
  breaks: { document: 'RFC 7009', section: '2.1' },
  before({ endpoint, clientId, tenant }) {
    const method = tenant.clients.find(clientId ?? '')?.token_endpoint_auth_method
    if (endpoint !== 'revocation' || method !== 'none') return undefined
    return { status: 401, body: { error: 'invalid_client', error_description: 'client authentication failed' } }
  },
})
