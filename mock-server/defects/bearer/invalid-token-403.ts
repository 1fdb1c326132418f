import { defect } from '../defect.ts'

export const invalidToken403 = defect({
  id: 'invalid-token-403',
  sentence: 'The resource answers an invalid token with 403.',
  breaks: { document: 'RFC 6750', section: '3.1' },
  after(answer, { endpoint }) {
    if (endpoint === 'resource' && answer.error === 'invalid_token') answer.status = 403
  },
})
