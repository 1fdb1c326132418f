import { defect } from '../defect.ts'

export const queryCredentialsAccepted = defect({
  id: 'query-credentials-accepted',
  sentence: 'Client credentials are read from the query when the header and the body have none.',
  breaks: { document: 'RFC 6749', section: '2.3.1' },
  before({ endpoint, headers, form, query }) {
    if (endpoint !== 'token' || headers.authorization || form.has('client_id')) return
    for (const name of ['client_id', 'client_secret']) {
      const value = query.get(name)
      if (value !== null) form.set(name, value)
    }
  },
})
