import { defect } from '../defect.ts'

export const missingClientIdRedirects = defect({
  id: 'missing-client-id-redirects',
  sentence: 'Without client_id the error goes to whatever redirect_uri is given.',
  breaks: { document: 'RFC 6749', section: '4.1.2.1' },
  before({ endpoint, query }) {
    const to = query.get('redirect_uri')
    if (endpoint !== 'authorization' || query.has('client_id') || to === null) return undefined
    return { status: 303, headers: { location: `${to}?error=invalid_request` } }
  },
})
