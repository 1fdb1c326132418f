import { defect } from '../defect.ts'

export const missingCodeWrongError = defect({
  id: 'missing-code-wrong-error',
  sentence: 'A redemption without a code is answered with error=server_error.',
  breaks: { document: 'RFC 6749', section: '5.2' },
  after({ error, json }, { endpoint, grantType, form }) {
    const missing = endpoint === 'token' && grantType === 'authorization_code' && !form.get('code')
    if (missing && error === 'invalid_request' && json) json['error'] = 'server_error'
  },
})
