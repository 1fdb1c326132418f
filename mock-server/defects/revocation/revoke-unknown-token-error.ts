import { defect } from '../defect.ts'
import { tokenKept } from '../token-kept.ts'

export const revokeUnknownTokenError = defect({
  id: 'revoke-unknown-token-error',
  sentence: 'The revocation of a token nobody knows is an error.',
  breaks: { document: 'RFC 7009', section: '2.2' },
  before({ endpoint, form, notes, tenant }) {
    if (endpoint === 'revocation') notes.set('known', tokenKept(tenant, form.get('token') ?? '') !== undefined)
  },
  after(answer, { endpoint, notes }) {
    if (endpoint !== 'revocation' || answer.status !== 200 || notes.get('known') === true) return
    answer.status = 400
    answer.json = { error: 'invalid_request', error_description: 'the token is not known' }
  },
})
