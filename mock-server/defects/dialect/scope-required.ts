import { defect } from '../defect.ts'

export const scopeRequired = defect({
  id: 'scope-required',
  sentence: 'An authorization request without scope is answered with invalid_scope.',
  breaks: { document: 'vendor documentation', section: 'authorization code' },
  before({ endpoint, method, query }) {
    const redirectUri = query.get('redirect_uri')
    if (endpoint !== 'authorization' || method !== 'GET' || query.has('scope') || redirectUri === null) return undefined
    const location = new URL(redirectUri)
    location.searchParams.set('error', 'invalid_scope')
    location.searchParams.set('state', query.get('state') ?? '')
    return { status: 303, headers: { location: location.href } }
  },
})
