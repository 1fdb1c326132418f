import { defect } from '../defect.ts'

export const metadataLocation404 = defect({
  id: 'metadata-location-404',
  sentence: 'Nothing is served at the well-known location of RFC 8414.',
  breaks: { document: 'RFC 8414', section: '3' },
  before({ path }) {
    if (path === '/.well-known/oauth-authorization-server') return { status: 404, body: { error: 'not_found' } }
    return undefined
  },
})
