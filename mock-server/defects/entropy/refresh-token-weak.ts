import { randomBytes } from 'node:crypto'
import { alias, unalias } from '../alias.ts'
import { defect } from '../defect.ts'

export const refreshTokenWeak = defect({
  id: 'refresh-token-weak',
  sentence: 'Refresh tokens are a version and eight hexadecimal digits.',
  breaks: { document: 'RFC 6749', section: '10.10' },
  before: unalias,
  after({ json }, { endpoint, tenant }) {
    const token = json?.['refresh_token']
    if (endpoint !== 'token' || !json || typeof token !== 'string') return
    json['refresh_token'] = alias(tenant, token, `1.${randomBytes(4).toString('hex')}`)
  },
})
