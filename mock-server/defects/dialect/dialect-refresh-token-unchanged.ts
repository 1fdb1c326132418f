import { defect } from '../defect.ts'

export const dialectRefreshTokenUnchanged = defect({
  id: 'dialect-refresh-token-unchanged',
  sentence: 'The answer to a refresh repeats the refresh token that was sent.',
  breaks: { document: 'vendor documentation', section: 'refreshing a token' },
  after({ json }, { endpoint, grantType, form }) {
    if (endpoint !== 'token' || grantType !== 'refresh_token' || json?.['refresh_token'] === undefined) return
    json['refresh_token'] = form.get('refresh_token')
  },
})
