import { defect } from '../defect.ts'

export const bearerChallengeErrorWithoutToken = defect({
  id: 'bearer-challenge-error-without-token',
  sentence: 'The challenge to a request without a token speaks of an invalid one.',
  breaks: { document: 'RFC 6750', section: '3.1' },
  after(answer, { endpoint, headers }) {
    const bare = endpoint === 'resource' && headers.authorization === undefined
    const challenge = answer.header('www-authenticate')
    if (bare && challenge) answer.setHeader('www-authenticate', `${challenge}, error="invalid_token"`)
  },
})
