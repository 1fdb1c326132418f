import { defect } from '../defect.ts'

export const unknownGrantTypeWrongError = defect({
  id: 'unknown-grant-type-wrong-error',
  sentence: 'A request with an unknown grant_type is refused with invalid_grant.',
  breaks: { document: 'RFC 6749', section: '5.2' },
  after({ json }, { endpoint }) {
    if (endpoint === 'token' && json?.['error'] === 'unsupported_grant_type') json['error'] = 'invalid_grant'
  },
})
