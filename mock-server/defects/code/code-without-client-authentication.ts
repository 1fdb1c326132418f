import { defect } from '../defect.ts'

export const codeWithoutClientAuthentication = defect({
  id: 'code-without-client-authentication',
  sentence: 'A confidential client redeems codes without a secret, or with a wrong one.',
  breaks: { document: 'RFC 6749', section: '4.1.3' },
  before(request) {
    const { endpoint, grantType, headers, form, tenant, clientId } = request
    const secret = tenant.clients.find(clientId ?? '')?.client_secret
    if (endpoint !== 'token' || grantType !== 'authorization_code' || secret === undefined) return
    if (clientId === undefined) return
    delete headers.authorization
    form.set('client_id', clientId)
    form.set('client_secret', secret)
  },
})
