import { defect } from '../defect.ts'

export const missingRefreshTokenWrongError = defect({
  id: 'missing-refresh-token-wrong-error',
  sentence: 'A refresh without refresh_token is answered with error=invalid_token.',
  breaks: { document: 'RFC 6749', section: '5.2' },
  after({ json }, { endpoint, form, grantType }) {
    if (endpoint !== 'token' || grantType !== 'refresh_token' || form.get('refresh_token')) return
    if (json?.['error'] === 'invalid_request') json['error'] = 'invalid_token'
  },
})
