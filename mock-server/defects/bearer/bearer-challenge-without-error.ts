import { defect } from '../defect.ts'

export const bearerChallengeWithoutError = defect({
  id: 'bearer-challenge-without-error',
  sentence: 'The challenge for an invalid token has a realm only.',
  breaks: { document: 'RFC 6750', section: '3.1' },
  after(answer, { endpoint, issuer }) {
    if (endpoint !== 'resource' || answer.error !== 'invalid_token') return
    answer.setHeader('www-authenticate', `Bearer realm="${issuer}"`)
  },
})
