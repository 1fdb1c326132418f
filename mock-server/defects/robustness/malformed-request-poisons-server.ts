import type { Tenant } from '../../tenant.ts'
import { defect } from '../defect.ts'

const poisoned = new WeakSet<Tenant>()

export const malformedRequestPoisonsServer = defect({
  id: 'malformed-request-poisons-server',
  sentence: 'A parameter named __proto__ spoils the next token that would be issued to anybody.',
  breaks: { document: 'RFC 6749', section: '10.14' },
  before({ endpoint, form, tenant }) {
    if (endpoint === 'token' && form.has('__proto__')) poisoned.add(tenant)
  },
  after(answer, { endpoint, form, tenant }) {
    const issues = endpoint === 'token' && answer.json?.['access_token'] !== undefined && !form.has('__proto__')
    if (!issues || !poisoned.delete(tenant)) return
    answer.status = 400
    answer.json = { error: 'unsupported_grant_type', error_description: 'the grant type is not supported' }
  },
})
