import { defect } from '../defect.ts'

export const sameScopeNotReported = defect({
  id: 'same-scope-not-reported',
  sentence: 'A scope that was granted as asked is left out of the token answer.',
  breaks: { document: 'OAuth 2.1 draft', section: '3.2.3' },
  before({ endpoint, form, tenant, notes }) {
    if (endpoint !== 'token') return
    const code = tenant.store.peek('AuthorizationCode', form.get('code') ?? '')
    notes.set('asked', form.get('scope') ?? code?.scope)
  },
  after({ json }, { notes }) {
    if (json?.['access_token'] !== undefined && json['scope'] === notes.get('asked')) delete json['scope']
  },
})
