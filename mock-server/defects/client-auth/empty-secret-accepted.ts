import { defect } from '../defect.ts'
import { authenticateAs } from '../authenticate-as.ts'

export const emptySecretAccepted = defect({
  id: 'empty-secret-accepted',
  sentence: 'An empty secret is taken for the right one.',
  breaks: { document: 'RFC 6749', section: '2.3.1' },
  before(request) {
    const { endpoint, basic, form, tenant } = request
    if (endpoint !== 'token') return
    const empty = basic === undefined ? form.get('client_secret') === '' : basic.secret === ''
    const client = tenant.clients.find(request.clientId ?? '')
    if (empty && client) authenticateAs(client, request)
  },
})
