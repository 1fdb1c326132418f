import { authenticateAs } from '../authenticate-as.ts'
import { defect } from '../defect.ts'
import { isAssertionGrant } from '../assertion-grant.ts'

export const jwtGrantIgnoresClientSecret = defect({
  id: 'jwt-grant-ignores-client-secret',
  sentence: 'A client that sends an assertion is believed whatever secret it sends along.',
  breaks: { document: 'RFC 7523', section: '3.1' },
  before(request) {
    if (!isAssertionGrant(request)) return
    const client = request.tenant.clients.find(request.clientId ?? '')
    if (client?.client_secret !== undefined) authenticateAs(client, request)
  },
})
