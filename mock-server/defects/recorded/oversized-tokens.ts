import { alias, unalias } from '../alias.ts'
import { defect } from '../defect.ts'

export const oversizedTokens = defect({
  id: 'oversized-tokens',
  sentence: 'An access token is 12,000 characters long.',
  breaks: { document: 'RFC 6749', section: '5.1' },
  before: unalias,
  after({ json }, { endpoint, tenant }) {
    const token = json?.['access_token']
    if (endpoint !== 'token' || !json || typeof token !== 'string') return
    json['access_token'] = alias(tenant, token, token.padEnd(12_000, token))
  },
})
