import { defect } from '../defect.ts'

export const unknownClientRedirects = defect({
  id: 'unknown-client-redirects',
  sentence: 'For an unknown client the error goes to whatever redirect_uri is given.',
  breaks: { document: 'RFC 6749', section: '4.1.2.1' },
  before({ endpoint, query, tenant }) {
    const [client, to] = [query.get('client_id'), query.get('redirect_uri')]
    const known = client === null || query.getAll('client_id').length > 1 || tenant.clients.find(client) !== undefined
    if (endpoint !== 'authorization' || known || to === null || !URL.canParse(to)) return undefined
    return { status: 303, headers: { location: `${to}?error=invalid_client` } }
  },
})
