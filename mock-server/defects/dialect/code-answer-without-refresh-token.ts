import { defect } from '../defect.ts'

export const codeAnswerWithoutRefreshToken = defect({
  id: 'code-answer-without-refresh-token',
  sentence: 'The redemption of a code gives no refresh token.',
  breaks: { document: 'vendor documentation', section: 'authorization code' },
  after({ json }, { endpoint, grantType }) {
    if (endpoint === 'token' && grantType === 'authorization_code') delete json?.['refresh_token']
  },
})
