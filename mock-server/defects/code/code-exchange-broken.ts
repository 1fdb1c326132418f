import { defect } from '../defect.ts'

export const codeExchangeBroken = defect({
  id: 'code-exchange-broken',
  sentence: 'Every redemption of a code is answered with invalid_grant.',
  breaks: { document: 'RFC 6749', section: '4.1.4' },
  before({ endpoint, grantType }) {
    if (endpoint !== 'token' || grantType !== 'authorization_code') return undefined
    return { status: 400, body: { error: 'invalid_grant', error_description: 'grant request is invalid' } }
  },
})
