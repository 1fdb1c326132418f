import { defect } from '../defect.ts'

export const bodySecretRefused = defect({
  id: 'body-secret-refused',
  sentence: 'A client_secret in the body is answered with error=invalid_client.',
  breaks: { document: 'OAuth 2.1 draft', section: '2.4.1' },
  before({ endpoint, headers, form }) {
    if (endpoint !== 'token' || headers.authorization || !form.has('client_secret')) return undefined
    const body = { error: 'invalid_client', error_description: 'client authentication failed' }
    return { status: 401, headers: { 'cache-control': 'no-store', pragma: 'no-cache' }, body }
  },
})
