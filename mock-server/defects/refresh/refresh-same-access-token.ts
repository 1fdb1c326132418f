import type { Tenant } from '../../tenant.ts'
import { defect } from '../defect.ts'

const first = new WeakMap<Tenant, Map<string, unknown>>()

export const refreshSameAccessToken = defect({
  id: 'refresh-same-access-token',
  sentence: 'A refresh returns the first access token of the grant, as if its lifetime started anew.',
  breaks: { document: 'RFC 6749', section: '6' },
  async after({ json }, { endpoint, form, tenant }) {
    const token = json?.['access_token']
    if (endpoint !== 'token' || !json || typeof token !== 'string') return
    const id = (await tenant.keyring.identify(token)) ?? token
    const grant = tenant.store.peek('AccessToken', id)?.grantId
    if (grant === undefined) return
    const known = first.get(tenant) ?? new Map<string, unknown>()
    first.set(tenant, known)
    if (known.has(grant) && !form.has('scope')) json['access_token'] = known.get(grant)
    else if (!known.has(grant)) known.set(grant, token)
  },
})
