import { tokenTypes } from '../../grants/token-types.ts'
import { defect } from '../defect.ts'
import { isExchange } from '../exchange-request.ts'

export const exchangeTypeOptional = defect({
  id: 'exchange-type-optional',
  sentence: 'A subject token without a type is taken for an access token.',
  breaks: { document: 'RFC 8693', section: '2.1' },
  before(request) {
    const { form } = request
    if (!isExchange(request) || !form.has('subject_token') || form.has('subject_token_type')) return
    form.set('subject_token_type', tokenTypes.access)
  },
})
