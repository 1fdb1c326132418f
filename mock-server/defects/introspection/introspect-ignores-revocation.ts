import { defect } from '../defect.ts'
import type { Tenant } from '../../tenant.ts'

const answered = new WeakMap<Tenant, Map<string, Record<string, unknown>>>()

export const introspectIgnoresRevocation = defect({
  id: 'introspect-ignores-revocation',
  sentence: 'Introspection keeps what it told a client about a token until the token expires.',
  breaks: { document: 'RFC 7662', section: '4' },
  after(answer, { endpoint, form, tenant }) {
    const token = form.get('token')
    if (endpoint !== 'introspection' || token === null || answer.json === undefined) return
    const question = `${answer.client ?? ''} ${token}`
    const kept = answered.get(tenant) ?? new Map<string, Record<string, unknown>>()
    answered.set(tenant, kept)
    const known = kept.get(question)
    if (answer.json['active'] === true) kept.set(question, { ...answer.json })
    else if (answer.json['active'] === false && known && Number(known['exp']) * 1000 > Date.now()) answer.json = known
  },
})
