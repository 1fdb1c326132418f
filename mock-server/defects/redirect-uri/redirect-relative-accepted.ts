import { defect } from '../defect.ts'
import { registered } from '../registered-redirects.ts'

export const redirectRelativeAccepted = defect({
  id: 'redirect-relative-accepted',
  sentence: 'A relative redirect_uri is resolved against the first registered one.',
  breaks: { document: 'RFC 6749', section: '3.1.2' },
  before({ endpoint, query, tenant }) {
    const given = query.get('redirect_uri')
    const [first] = registered({ tenant, clientId: query.get('client_id') ?? '' })
    if (endpoint !== 'authorization' || given === null || first === undefined) return
    if (!/^[a-z][a-z\d+.-]*:/i.test(given)) query.set('redirect_uri', new URL(given, first).href)
  },
})
