import type { Tenant } from '../../tenant.ts'
import { defect } from '../defect.ts'
import { inFragment, moveToQuery } from '../token-redirect.ts'

/** The states of requests for a token in the query: the answer may be given requests later, after a login. */
const asked = new WeakMap<Tenant, Set<string>>()

export const implicitQueryModeHonoured = defect({
  id: 'implicit-query-mode-honoured',
  sentence: 'With response_mode=query the token comes in the query.',
  breaks: { document: 'RFC 9700', section: '4.3.2' },
  before({ endpoint, query, tenant }) {
    if (endpoint !== 'authorization' || query.get('response_type') !== 'token') return
    if (query.get('response_mode') !== 'query') return
    query.delete('response_mode')
    asked.set(tenant, (asked.get(tenant) ?? new Set()).add(query.get('state') ?? ''))
  },
  after(answer, { tenant }) {
    const found = inFragment(answer, 'access_token')
    if (found && asked.get(tenant)?.has(found.fragment.get('state') ?? '') === true) moveToQuery(answer, found)
  },
})
