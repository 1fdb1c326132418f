import { defect } from '../defect.ts'

export const insufficientScopeNoChallenge = defect({
  id: 'insufficient-scope-no-challenge',
  sentence: 'The 403 for a missing scope has no WWW-Authenticate header.',
  breaks: { document: 'RFC 6750', section: '3.1' },
  after(answer, { endpoint }) {
    if (endpoint === 'resource' && answer.status === 403) answer.setHeader('www-authenticate', undefined)
  },
})
