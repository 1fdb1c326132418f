import { authenticateAs } from '../authenticate-as.ts'
import { defect } from '../defect.ts'
import { tokenKept } from '../token-kept.ts'

export const revokeWithoutClientAuth = defect({
  id: 'revoke-without-client-auth',
  sentence: 'Whoever has a token can revoke it, with wrong client credentials or none.',
  breaks: { document: 'RFC 7009', section: '2.1' },
  before(request) {
    if (request.endpoint !== 'revocation') return
    const { tenant, form, basic, clientId = '' } = request
    const sent = basic?.secret ?? form.get('client_secret') ?? undefined
    const named = tenant.clients.find(clientId)
    if (named !== undefined && named.client_secret === sent) return
    const owner = tenant.clients.find(tokenKept(tenant, form.get('token') ?? '')?.owner ?? '')
    if (owner !== undefined) authenticateAs(owner, request)
  },
})
