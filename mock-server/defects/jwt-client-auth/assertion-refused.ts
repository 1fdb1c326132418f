import { defect } from '../defect.ts'

export const assertionRefused = defect({
  id: 'assertion-refused',
  sentence: 'The token endpoint accepts no client assertion, though other endpoints do.',
  breaks: { document: 'RFC 7523', section: '2.2' },
  before({ endpoint, form }) {
    if (endpoint !== 'token' || !form.has('client_assertion')) return undefined
    return { status: 401, body: { error: 'invalid_client', error_description: 'assertions are not accepted' } }
  },
})
