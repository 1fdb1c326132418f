import { defect } from '../defect.ts'

export const codeWithoutClientAuthentication = defect({
  id: 'code-without-client-authentication',
  sentence: 'A confidential client redeems codes without a secret, or with a wrong one in HTTP Basic.',
  breaks: { document: 'RFC 6749', section: '4.1.3' },
  before({ endpoint, grantType, headers, form, tenant, clientId }) {
    const client = tenant.clients.find(clientId ?? '')
    const basic = client?.token_endpoint_auth_method === 'client_secret_basic'
    if (endpoint !== 'token' || grantType !== 'authorization_code' || !basic) return
    if (client.client_secret === undefined || (form.get('client_id') ?? clientId) !== clientId) return
    delete headers.authorization
    form.set('client_id', client.client_id)
    form.set('client_secret', client.client_secret)
  },
})
