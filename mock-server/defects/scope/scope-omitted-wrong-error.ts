import { defect } from '../defect.ts'

export const scopeOmittedWrongError = defect({
  id: 'scope-omitted-wrong-error',
  sentence: 'A request without scope is refused with invalid_request and no description.',
  breaks: { document: 'RFC 6749', section: '3.3' },
  before({ endpoint, grantType, form }) {
    if (endpoint !== 'token' || grantType !== 'client_credentials' || form.has('scope')) return undefined
    return { status: 400, headers: { 'cache-control': 'no-store' }, body: { error: 'invalid_request' } }
  },
})
