import { randomBytes } from 'node:crypto'
import { alias, unalias } from '../alias.ts'
import { defect } from '../defect.ts'

export const accessTokenWeak = defect({
  id: 'access-token-weak',
  sentence: 'Access tokens are a fixed prefix and eight hexadecimal digits.',
  breaks: { document: 'RFC 6749', section: '10.10' },
  before: unalias,
  after({ json }, { endpoint, tenant }) {
    const token = json?.['access_token']
    if (endpoint !== 'token' || !json || typeof token !== 'string') return
    json['access_token'] = alias(tenant, token, `at_${randomBytes(4).toString('hex')}`)
  },
})
