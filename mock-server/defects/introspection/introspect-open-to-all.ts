import { authenticateAs } from '../authenticate-as.ts'
import { defect } from '../defect.ts'

export const introspectOpenToAll = defect({
  id: 'introspect-open-to-all',
  sentence: 'Introspection answers callers that do not authenticate.',
  breaks: { document: 'RFC 7662', section: '2.1' },
  before(request) {
    const { endpoint, form, headers, tenant } = request
    if (endpoint !== 'introspection' || headers.authorization !== undefined) return
    if (form.has('client_secret') || form.has('client_assertion')) return
    const named = tenant.clients.find(form.get('client_id') ?? '')
    // A public client is a caller that has nothing to authenticate with.
    if (named?.token_endpoint_auth_method === 'none') return
    const somebody = named ?? tenant.clients.list().find((client) => client.client_secret !== undefined)
    if (somebody !== undefined) authenticateAs(somebody, request)
  },
})
