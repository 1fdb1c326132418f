import { defect } from '../defect.ts'

export const metadataAppendedOnly = defect({
  id: 'metadata-appended-only',
  sentence: 'The document of RFC 8414 is served behind the path of the issuer only.',
  breaks: { document: 'RFC 8414', section: '3.1' },
  before({ inserted, path }) {
    if (!inserted || path !== '/.well-known/oauth-authorization-server') return undefined
    return { status: 404, body: { error: 'not_found' } }
  },
})
