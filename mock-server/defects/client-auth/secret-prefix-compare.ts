import { defect } from '../defect.ts'

export const secretPrefixCompare = defect({
  id: 'secret-prefix-compare',
  sentence: 'Only the first eight characters of a client_secret are compared.',
  breaks: { document: 'RFC 6749', section: '10.10' },
  client: {
    async secret({ tenant, clientId, value }, next) {
      const secret = tenant.clients.find(clientId)?.client_secret
      return secret?.slice(0, 8) === value.slice(0, 8) || next()
    },
  },
})
