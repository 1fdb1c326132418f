import { defect } from '../defect.ts'

export const assertionErrorInvalidGrant = defect({
  id: 'assertion-error-invalid-grant',
  sentence: 'A refused client assertion is answered with error=invalid_grant.',
  breaks: { document: 'RFC 7521', section: '4.2.1' },
  after(answer, { form }) {
    if (answer.error !== 'invalid_client' || !answer.json || !form.has('client_assertion')) return
    answer.status = 400
    answer.json['error'] = 'invalid_grant'
  },
})
