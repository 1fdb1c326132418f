import { defect } from '../defect.ts'
import { isExchange } from '../exchange-request.ts'

export const exchangeNoIssuedTokenType = defect({
  id: 'exchange-no-issued-token-type',
  sentence: 'The answer to an exchange does not say the type of what was issued.',
  breaks: { document: 'RFC 8693', section: '2.2.1' },
  after({ json }, request) {
    if (isExchange(request) && json) delete json['issued_token_type']
  },
})
