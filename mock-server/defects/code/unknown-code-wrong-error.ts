import { defect } from '../defect.ts'

export const unknownCodeWrongError = defect({
  id: 'unknown-code-wrong-error',
  sentence: 'An unknown code is answered with error=bad_verification_code.',
  breaks: { document: 'RFC 6749', section: '5.2' },
  before({ endpoint, form, tenant, notes }) {
    const code = endpoint === 'token' ? form.get('code') : null
    notes.set('unknown', Boolean(code) && tenant.store.peek('AuthorizationCode', code ?? '') === undefined)
  },
  after({ error, json }, { notes }) {
    if (error === 'invalid_grant' && json && notes.get('unknown') === true) json['error'] = 'bad_verification_code'
  },
})
