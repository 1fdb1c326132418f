import { defect } from '../defect.ts'

export const refreshScopeWrongError = defect({
  id: 'refresh-scope-wrong-error',
  sentence: 'A refresh that asks for more scope is refused with invalid_grant.',
  breaks: { document: 'RFC 6749', section: '5.2' },
  after({ json }, { endpoint, grantType }) {
    const refused = endpoint === 'token' && grantType === 'refresh_token' && json?.['error'] === 'invalid_scope'
    if (refused && json) json['error'] = 'invalid_grant'
  },
})
