import { defect } from '../defect.ts'

export const loopbackPortFixed = defect({
  id: 'loopback-port-fixed',
  sentence: 'The port of a loopback redirect_uri is compared like everything else.',
  breaks: { document: 'RFC 8252', section: '7.3' },
  client: {
    redirectAllowed({ tenant, clientId, value }) {
      return tenant.clients.find(clientId)?.redirect_uris?.includes(value) ?? false
    },
  },
})
