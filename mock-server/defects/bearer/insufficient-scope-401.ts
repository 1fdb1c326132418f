import { defect } from '../defect.ts'

export const insufficientScope401 = defect({
  id: 'insufficient-scope-401',
  sentence: 'The resource answers a missing scope with 401 invalid_token.',
  breaks: { document: 'RFC 6750', section: '3.1' },
  after(answer, { endpoint, issuer }) {
    if (endpoint !== 'resource' || answer.error !== 'insufficient_scope') return
    answer.status = 401
    answer.json = { error: 'invalid_token' }
    answer.setHeader('www-authenticate', `Bearer realm="${issuer}", error="invalid_token"`)
  },
})
