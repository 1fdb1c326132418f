import { defect } from '../defect.ts'

export const expiredCodeWrongError = defect({
  id: 'expired-code-wrong-error',
  sentence: 'An expired code is answered with error=expired_token.',
  breaks: { document: 'RFC 6749', section: '5.2' },
  after({ json, refusal }, { endpoint }) {
    const expired = endpoint === 'token' && refusal?.detail === 'authorization code is expired'
    if (expired && json) json['error'] = 'expired_token'
  },
})
