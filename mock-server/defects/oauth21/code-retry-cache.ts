import type { Tenant } from '../../tenant.ts'
import { defect } from '../defect.ts'

const lifetime = 500

/** Token answers by the request that got them, with the time of each in milliseconds. */
const cached = new WeakMap<Tenant, Map<string, { at: number; body: Record<string, unknown> }>>()

export const codeRetryCache = defect({
  id: 'code-retry-cache',
  sentence: 'For half a second the answer of a redemption is repeated to whoever sends the same request.',
  breaks: { document: 'OAuth 2.1 draft', section: '4.1.3' },
  before({ endpoint, grantType, text, headers, tenant }) {
    if (endpoint !== 'token' || grantType !== 'authorization_code') return undefined
    const kept = cached.get(tenant)?.get(`${headers.authorization} ${text}`)
    if (kept === undefined || Date.now() - kept.at > lifetime) return undefined
    return { status: 200, headers: { 'cache-control': 'no-store', pragma: 'no-cache' }, body: { ...kept.body } }
  },
  after({ json, status }, { endpoint, grantType, text, headers, tenant }) {
    if (endpoint !== 'token' || grantType !== 'authorization_code' || status !== 200 || !json) return
    const answers = cached.get(tenant) ?? new Map<string, { at: number; body: Record<string, unknown> }>()
    const key = `${headers.authorization} ${text}`
    if (!answers.has(key)) answers.set(key, { at: Date.now(), body: { ...json } })
    cached.set(tenant, answers)
  },
})
