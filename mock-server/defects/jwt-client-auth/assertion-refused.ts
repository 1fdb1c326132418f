import { defect } from '../defect.ts'

export const assertionRefused = defect({
  id: 'assertion-refused',
  sentence: 'No client assertion is accepted.',
  breaks: { document: 'RFC 7523', section: '2.2' },
  before({ form }) {
    if (!form.has('client_assertion')) return undefined
    return { status: 401, body: { error: 'invalid_client', error_description: 'assertions are not accepted' } }
  },
})
