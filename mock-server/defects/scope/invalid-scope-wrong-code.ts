import { defect } from '../defect.ts'

export const invalidScopeWrongCode = defect({
  id: 'invalid-scope-wrong-code',
  sentence: 'A refused scope is reported as invalid_grant.',
  breaks: { document: 'RFC 6749', section: '5.2' },
  after({ json }, { endpoint }) {
    if (endpoint === 'token' && json?.['error'] === 'invalid_scope') json['error'] = 'invalid_grant'
  },
})
