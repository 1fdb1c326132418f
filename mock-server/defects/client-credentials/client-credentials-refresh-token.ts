import { randomBytes } from 'node:crypto'
import { defect } from '../defect.ts'

export const clientCredentialsRefreshToken = defect({
  id: 'client-credentials-refresh-token',
  sentence: 'The answer to the client_credentials grant has a refresh token.',
  breaks: { document: 'RFC 6749', section: '4.4.3' },
  after({ status, json }, { endpoint, grantType }) {
    if (endpoint !== 'token' || grantType !== 'client_credentials' || status !== 200 || !json) return
    json['refresh_token'] = randomBytes(32).toString('base64url')
  },
})
