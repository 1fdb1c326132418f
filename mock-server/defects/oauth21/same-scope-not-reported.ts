import type { Tenant } from '../../tenant.ts'
import { defect } from '../defect.ts'

/** What authorization requests asked for, by state: a code only knows what was granted. */
const asked = new WeakMap<Tenant, Map<string, string>>()

export const sameScopeNotReported = defect({
  id: 'same-scope-not-reported',
  sentence: 'A scope that was granted as asked is left out of the token answer.',
  breaks: { document: 'OAuth 2.1 draft', section: '3.2.3' },
  before({ endpoint, query, form, tenant, notes }) {
    const states = asked.get(tenant) ?? new Map<string, string>()
    if (endpoint === 'authorization')
      asked.set(tenant, states.set(query.get('state') ?? '', query.get('scope') ?? 'nothing'))
    if (endpoint !== 'token') return
    const code = tenant.store.peek('AuthorizationCode', form.get('code') ?? '')
    notes.set('asked', code?.['asked'] ?? form.get('scope'))
  },
  store: {
    async save(call, next) {
      const { payload, params, model, tenant } = call
      if (payload && model === 'AuthorizationCode') payload['asked'] = asked.get(tenant)?.get(String(params['state']))
      await next()
    },
  },
  after({ json }, { notes }) {
    if (json?.['access_token'] !== undefined && json['scope'] === notes.get('asked')) delete json['scope']
  },
})
