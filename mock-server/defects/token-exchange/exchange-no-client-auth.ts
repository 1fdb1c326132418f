import { authenticateAs } from '../authenticate-as.ts'
import { defect } from '../defect.ts'
import { isExchange } from '../exchange-request.ts'

export const exchangeNoClientAuth = defect({
  id: 'exchange-no-client-auth',
  sentence: 'A client that exchanges a token is believed without its secret.',
  breaks: { document: 'RFC 6749', section: '3.2.1' },
  before(request) {
    if (!isExchange(request)) return
    const client = request.tenant.clients.find(request.clientId ?? '')
    if (client?.client_secret === undefined) return
    request.headers.authorization ??= 'Basic'
    request.form.delete('client_id')
    request.form.delete('client_secret')
    authenticateAs(client, request)
  },
})
