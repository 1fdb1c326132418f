import { randomBytes } from 'node:crypto'
import { defect } from '../defect.ts'

export const jsonClientCredentialsRefreshToken = defect({
  id: 'json-client-credentials-refresh-token',
  sentence: 'A JSON request for client_credentials is answered with a refresh token.',
  breaks: { document: 'vendor documentation', section: 'client credentials' },
  after({ status, json: answer }, { endpoint, grantType, json }) {
    if (endpoint !== 'token' || !json || grantType !== 'client_credentials' || status !== 200 || !answer) return
    answer['refresh_token'] = randomBytes(32).toString('base64url')
  },
})
