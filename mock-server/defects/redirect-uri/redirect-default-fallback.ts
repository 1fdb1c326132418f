import { defect } from '../defect.ts'
import { registered } from '../registered-redirects.ts'

function hostOf(uri: string): string {
  return /^https?:/.test(uri) && URL.canParse(uri) ? new URL(uri).hostname : ''
}

export const redirectDefaultFallback = defect({
  id: 'redirect-default-fallback',
  sentence: 'A redirect_uri of an unknown host is replaced by the first registered one of the client.',
  breaks: { document: 'RFC 6749', section: '3.1.2.4' },
  before({ endpoint, query, tenant }) {
    const uris = registered({ tenant, clientId: query.get('client_id') ?? '' })
    const host = hostOf(query.get('redirect_uri') ?? '')
    const [first] = uris
    if (endpoint !== 'authorization' || host === '' || first === undefined) return
    if (!uris.some((uri) => hostOf(uri) === host)) query.set('redirect_uri', first)
  },
})
