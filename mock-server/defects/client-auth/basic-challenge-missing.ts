import { defect } from '../defect.ts'

export const basicChallengeMissing = defect({
  id: 'basic-challenge-missing',
  sentence: 'A 401 of the token endpoint has no WWW-Authenticate header.',
  breaks: { document: 'RFC 6749', section: '5.2' },
  after(answer, { endpoint }) {
    if (endpoint === 'token' && answer.status === 401) answer.setHeader('www-authenticate', undefined)
  },
})
