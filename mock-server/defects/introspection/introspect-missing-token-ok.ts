import { defect } from '../defect.ts'

export const introspectMissingTokenOk = defect({
  id: 'introspect-missing-token-ok',
  sentence: 'Introspection answers a request without a token with 200 and an empty object.',
  breaks: { document: 'RFC 7662', section: '2.1' },
  before({ endpoint, form }) {
    return endpoint === 'introspection' && !form.has('token') ? { status: 200, body: {} } : undefined
  },
})
