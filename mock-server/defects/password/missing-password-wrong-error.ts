import { defect } from '../defect.ts'

export const missingPasswordWrongError = defect({
  id: 'missing-password-wrong-error',
  sentence: 'A missing password is answered with error=invalid_client.',
  breaks: { document: 'RFC 6749', section: '5.2' },
  after(answer, { endpoint, grantType, form }) {
    if (endpoint !== 'token' || grantType !== 'password' || form.get('password')) return
    if (answer.error !== 'invalid_request') return
    answer.status = 401
    answer.json = { error: 'invalid_client', error_description: 'authentication failed' }
  },
})
