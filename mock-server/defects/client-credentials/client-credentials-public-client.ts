import { defect } from '../defect.ts'

export const clientCredentialsPublicClient = defect({
  id: 'client-credentials-public-client',
  sentence: 'A public client may use the client_credentials grant.',
  breaks: { document: 'RFC 6749', section: '4.4' },
  client: {
    grantAllowed({ tenant, clientId, value }, next) {
      const open = tenant.clients.find(clientId)?.token_endpoint_auth_method === 'none'
      return (open && value === 'client_credentials') || next()
    },
  },
})
