import type { Tenant } from '../../tenant.ts'
import { defect } from '../defect.ts'

const seconds = 10
const kept = new WeakMap<Tenant, { readonly at: number; readonly json: Record<string, unknown> }>()

export const meResourceCached = defect({
  id: 'me-resource-cached',
  sentence: 'The resource about a user keeps an answer for ten seconds and gives it to everybody.',
  breaks: { document: 'vendor documentation', section: 'me resource' },
  after(answer, { endpoint, path, tenant }) {
    const personal = tenant.settings.apis.some((api) => api.path === path && api.needsUser === true)
    if (endpoint !== 'api' || !personal || answer.status !== 200 || answer.json === undefined) return
    const old = kept.get(tenant)
    if (old !== undefined && Date.now() - old.at < seconds * 1000) answer.json = { ...old.json }
    else kept.set(tenant, { at: Date.now(), json: { ...answer.json } })
  },
})
