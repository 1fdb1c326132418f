import { defect } from '../defect.ts'
import { isExchange } from '../exchange-request.ts'

export const exchangeActorUnpaired = defect({
  id: 'exchange-actor-unpaired',
  sentence: 'An actor token without a type is ignored.',
  breaks: { document: 'RFC 8693', section: '2.1' },
  before(request) {
    if (isExchange(request) && !request.form.has('actor_token_type')) request.form.delete('actor_token')
  },
})
