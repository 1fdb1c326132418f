import { defect } from '../defect.ts'

export const passwordGrantBroken = defect({
  id: 'password-grant-broken',
  sentence: 'Every user name and password is answered with invalid_grant.',
  breaks: { document: 'RFC 6749', section: '4.3.3' },
  after(answer, { endpoint, grantType }) {
    if (endpoint !== 'token' || grantType !== 'password' || answer.json?.['access_token'] === undefined) return
    answer.status = 400
    answer.json = { error: 'invalid_grant', error_description: 'grant request is invalid' }
  },
})
