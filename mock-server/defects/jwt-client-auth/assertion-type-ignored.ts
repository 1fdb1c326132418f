import { defect } from '../defect.ts'

export const assertionTypeIgnored = defect({
  id: 'assertion-type-ignored',
  sentence: 'The client_assertion_type of a request is not looked at.',
  breaks: { document: 'RFC 7523', section: '2.2' },
  before({ form }) {
    if (!form.has('client_assertion')) return
    form.set('client_assertion_type', 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer')
  },
})
