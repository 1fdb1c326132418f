import { defect } from '../defect.ts'

export const revokeMissingTokenOk = defect({
  id: 'revoke-missing-token-ok',
  sentence: 'A revocation request without a token is answered like one for a token nobody knows.',
  breaks: { document: 'RFC 7009', section: '2.1' },
  before({ endpoint, form }) {
    if (endpoint === 'revocation' && !form.has('token')) form.set('token', 'none')
  },
})
