import { defect } from '../defect.ts'
import { authenticateAs } from '../authenticate-as.ts'

export const clientIdMismatchIgnored = defect({
  id: 'client-id-mismatch-ignored',
  sentence: 'The secret of one client is checked, then the client_id in the body decides for whom the token is.',
  breaks: { document: 'RFC 6749', section: '2.3' },
  before(request) {
    const { endpoint, basic, form, tenant } = request
    if (endpoint !== 'token' || basic === undefined || form.has('client_secret')) return
    const named = tenant.clients.find(form.get('client_id') ?? '')
    const good = tenant.clients.find(basic.id)?.client_secret === basic.secret
    if (good && named?.client_secret !== undefined) authenticateAs(named, request)
  },
})
