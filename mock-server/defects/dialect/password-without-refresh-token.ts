import { defect } from '../defect.ts'

export const passwordWithoutRefreshToken = defect({
  id: 'password-without-refresh-token',
  sentence: 'The password grant gives no refresh token.',
  breaks: { document: 'vendor documentation', section: 'password grant' },
  after({ json }, { endpoint, grantType }) {
    if (endpoint === 'token' && grantType === 'password') delete json?.['refresh_token']
  },
})
