import { defect } from '../defect.ts'

export const wrongPasswordWrongError = defect({
  id: 'wrong-password-wrong-error',
  sentence: 'A wrong password is answered with 401 and error=invalid_client.',
  breaks: { document: 'RFC 6749', section: '5.2' },
  after(answer, { endpoint, grantType }) {
    if (endpoint !== 'token' || grantType !== 'password' || answer.error !== 'invalid_grant') return
    answer.status = 401
    answer.json = { error: 'invalid_client', error_description: 'authentication failed' }
  },
})
