import type { Tenant } from '../../tenant.ts'
import { alias, unalias } from '../alias.ts'
import { defect } from '../defect.ts'

const issued = new WeakMap<Tenant, number>()

export const deviceCodePredictable = defect({
  id: 'device-code-predictable',
  sentence: 'Device codes are a fixed prefix and a counter.',
  breaks: { document: 'RFC 8628', section: '5.2' },
  before: unalias,
  after({ json }, { endpoint, tenant }) {
    const code = json?.['device_code']
    if (endpoint !== 'device_authorization' || !json || typeof code !== 'string') return
    const count = (issued.get(tenant) ?? 100_000_000) + 1
    issued.set(tenant, count)
    json['device_code'] = alias(tenant, code, `device-code-of-the-authorization-server-${count}`)
  },
})
