import { defect } from '../defect.ts'

export const bearerChallengeMissing = defect({
  id: 'bearer-challenge-missing',
  sentence: 'The resource refuses a request without a token without saying how to authenticate.',
  breaks: { document: 'RFC 6750', section: '3' },
  after(answer, { endpoint, headers }) {
    const bare = endpoint === 'resource' && headers.authorization === undefined
    if (bare && answer.status === 401) answer.setHeader('www-authenticate', undefined)
  },
})
