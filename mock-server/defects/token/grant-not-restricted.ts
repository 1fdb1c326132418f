import { defect } from '../defect.ts'

export const grantNotRestricted = defect({
  id: 'grant-not-restricted',
  sentence: 'A client with a secret may use every grant, whatever it is registered for.',
  breaks: { document: 'RFC 6749', section: '5.2' },
  client: {
    grantAllowed({ tenant, clientId }, next) {
      return tenant.clients.find(clientId)?.client_secret !== undefined || next()
    },
  },
})
