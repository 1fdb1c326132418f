import { defect } from '../defect.ts'

export const missingGrantTypeWrongError = defect({
  id: 'missing-grant-type-wrong-error',
  sentence: 'A request without grant_type is refused with invalid_grant.',
  breaks: { document: 'RFC 6749', section: '5.2' },
  after({ json }, { endpoint, grantType }) {
    const missing = endpoint === 'token' && (grantType ?? '') === ''
    if (missing && json?.['error'] === 'invalid_request') json['error'] = 'invalid_grant'
  },
})
