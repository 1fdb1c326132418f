import { defect } from '../defect.ts'

export const secretOfAnyClient = defect({
  id: 'secret-of-any-client',
  sentence: 'The secret of any registered client authenticates every client.',
  breaks: { document: 'RFC 6749', section: '2.3.1' },
  client: {
    async secret({ tenant, value }, next) {
      return tenant.clients.list().some((client) => client.client_secret === value) || next()
    },
  },
})
