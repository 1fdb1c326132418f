import { defect } from '../defect.ts'

export const bearerChallengeMalformed = defect({
  id: 'bearer-challenge-malformed',
  sentence: 'The challenge for an invalid token has error twice and an error_description without quotes.',
  breaks: { document: 'RFC 6750', section: '3' },
  after(answer, { endpoint, issuer }) {
    if (endpoint !== 'resource' || answer.error !== 'invalid_token') return
    const error = 'error="invalid_token"'
    const challenge = `Bearer realm="${issuer}", ${error}, ${error}, error_description=the token is bad`
    answer.setHeader('www-authenticate', challenge)
  },
})
