import { defect } from '../defect.ts'

export const redundantClientIdRejected = defect({
  id: 'redundant-client-id-rejected',
  sentence: 'A client_id in the body next to HTTP Basic is refused, even when it is the same.',
  breaks: { document: 'RFC 6749', section: '3.2.1' },
  before({ endpoint, basic, form }) {
    if (endpoint !== 'token' || basic === undefined || !form.has('client_id')) return undefined
    return { status: 400, body: { error: 'invalid_request', error_description: 'client_id is not expected here' } }
  },
})
