import { alias, unalias } from '../alias.ts'
import { defect } from '../defect.ts'

export const refreshTokenNonAscii = defect({
  id: 'refresh-token-non-ascii',
  sentence: 'Refresh tokens end in a character outside ASCII.',
  breaks: { document: 'RFC 6749', section: 'A.17' },
  before: unalias,
  after({ json }, { endpoint, tenant }) {
    const token = json?.['refresh_token']
    if (endpoint !== 'token' || !json || typeof token !== 'string') return
    json['refresh_token'] = alias(tenant, token, `${token.slice(0, -1)}é`)
  },
})
